// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { stateWords } from './state-words.js';

const home = dirname(createRequire(import.meta.url).resolve('@tracker/state/package.json'));

/** What the sources of @tracker/state mean when they run; nothing need be built. */
async function executed() {
  const folder = mkdtempSync(join(tmpdir(), 'state-words-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const sources = readdirSync(join(home, 'src')).filter((name) => !name.includes('.spec.'));
    for (const name of sources) {
      const source = readFileSync(join(home, 'src', name), 'utf8');
      const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
      const { outputText } = ts.transpileModule(source, { compilerOptions });
      writeFileSync(join(folder, name.replace('.ts', '.js')), outputText);
    }
    const state = await import(pathToFileURL(join(folder, 'execution-state.js')).href);
    return { ...state, ...(await import(pathToFileURL(join(folder, 'transitions.js')).href)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the words are those that @tracker/state means when it runs', async () => {
  const state = await executed();
  const { states, words, sets } = stateWords();
  assert.deepEqual(Object.fromEntries(states), { ...state.ExecutionState });
  assert.deepEqual([...words], [...state.EXECUTION_STATES]);
  for (const set of sets) assert.deepEqual([...set.words], [...state[set.value]], set.kind);
});

test('the words are part of what @tracker/state publishes', () => {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: home,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(listing);
  const paths = files.map((/** @type {{ path: string }} */ { path }) => path);
  assert.ok(paths.includes('state.json'));
});
