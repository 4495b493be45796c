import workspace from '../../eslint.config.mjs';

/** Read as data, loaded by ESLint itself, used by a fixture: none shows as an import of what is published. */
const UNSEEN = ['@tracker/state', 'eslint', 'typescript-eslint'];

export default [
  ...workspace,
  {
    files: ['package.json'],
    rules: { '@nx/dependency-checks': ['error', { ignoredDependencies: UNSEEN }] },
  },
  // ESLint loads plugins and rules by their default export
  { files: ['src/index.js', 'src/rules/*.js'], rules: { 'no-restricted-syntax': 'off' } },
  // the faults that the rules must find
  { files: ['src/**/*.spec.js'], rules: { '@tracker/no-state-redefinition': 'off' } },
];
