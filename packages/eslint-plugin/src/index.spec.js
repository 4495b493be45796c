// @ts-check
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import plugin from './index.js';

const home = fileURLToPath(new URL('..', import.meta.url));
const readme = () => readFileSync(join(home, 'README.md'), 'utf8');
const rules = Object.entries(plugin.rules ?? {});

test('every rule is exported, recommended, described, linked to its page and listed in the README', () => {
  const files = readdirSync(join(home, 'src/rules')).filter((name) => !name.includes('.spec.'));
  assert.deepEqual(
    files.map((name) => name.replace('.js', '')).sort(),
    rules.map(([name]) => name),
  );
  for (const [name, rule] of rules) {
    const docs = /** @type {any} */ (rule).meta.docs;
    assert.equal(plugin.configs.recommended.rules?.[`@tracker/${name}`], 'error');
    assert.ok(docs.description);
    assert.ok(existsSync(new URL(docs.url)), docs.url);
    const page = readFileSync(new URL(docs.url), 'utf8');
    assert.match(page, new RegExp(`^# @tracker/${name}\n`));
    assert.ok(readme().includes(`(docs/rules/${name}.md)`), name);
  }
});

test('every option of a rule is named on its page', () => {
  for (const [name, rule] of rules) {
    const [schema] = /** @type {any} */ (rule).meta.schema;
    const page = readFileSync(join(home, 'docs/rules', `${name}.md`), 'utf8');
    for (const option of Object.keys(schema.properties))
      assert.ok(page.includes(`\`${option}\``), option);
  }
});

/** @type {string} */
let folder;

before(() => {
  const cache = join(home, '../../node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'readme-'));
  const [, config = ''] = /```js\n(\/\/ eslint\.config\.mjs\n[^]*?)```/.exec(readme()) ?? [];
  writeFileSync(join(folder, 'eslint.config.mjs'), config);
});

after(() => rmSync(folder, { recursive: true }));

/**
 * @param {string} file
 * @param {string} code
 */
async function findings(file, code) {
  const eslint = new ESLint({ cwd: folder });
  const [result] = await eslint.lintText(code, { filePath: join(folder, file) });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message);
}

test('the configuration in the README finds all three faults in TypeScript', async () => {
  const code = `
    import { ExecutionState } from '../core/execution-tracker.js';
    export type Copy = 'pending' | 'running' | 'failed';
    declare const tracker: { updateExecutionState(id: string, state: unknown): void };
    tracker.updateExecutionState('id', { ok: ExecutionState });
  `;
  assert.deepEqual(await findings('agent.ts', code), [
    '@tracker/no-legacy-import',
    '@tracker/no-state-redefinition',
    '@tracker/no-object-as-state',
  ]);
});

test('the configuration in the README finds them in plain JavaScript', async () => {
  const code =
    "export const ends = new Set(['completed', 'failed', 'timeout', 'dead', 'cancelled']);\n";
  assert.deepEqual(await findings('agent.mjs', code), ['@tracker/no-state-redefinition']);
});

test('the configuration in the README has nothing to say about good code', async () => {
  const code =
    "import { TERMINAL_STATES } from '@tracker/state';\nexport const ends = new Set(TERMINAL_STATES);\n";
  assert.deepEqual(await findings('agent.ts', code), []);
});
