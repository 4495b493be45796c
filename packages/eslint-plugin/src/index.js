// @ts-check
import { createRequire } from 'node:module';
import noLegacyImport from './rules/no-legacy-import.js';
import noObjectAsState from './rules/no-object-as-state.js';
import noStateRedefinition from './rules/no-state-redefinition.js';

const { name, version } = createRequire(import.meta.url)('../package.json');

const rules = {
  'no-legacy-import': noLegacyImport,
  'no-object-as-state': noObjectAsState,
  'no-state-redefinition': noStateRedefinition,
};

/** @typedef {import('eslint').Linter.Config} Config */
/** @typedef {{ recommended: Config, 'flat/recommended': Config }} Configs */

/** @type {import('eslint').ESLint.Plugin} */
const self = { meta: { name, version, namespace: '@tracker' }, rules };

/** @type {Config} */
const recommended = {
  name: '@tracker/recommended',
  plugins: { '@tracker': self },
  rules: Object.fromEntries(Object.keys(rules).map((rule) => [`@tracker/${rule}`, 'error'])),
};

/**
 * Keeps execution state defined once. `configs.recommended` turns every rule on, for flat configs.
 * @type {import('eslint').ESLint.Plugin & { configs: Configs }}
 */
const plugin = Object.assign(self, { configs: { recommended, 'flat/recommended': recommended } });

export default plugin;
