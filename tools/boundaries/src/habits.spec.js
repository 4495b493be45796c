// @ts-check
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { eslintOf, freshProjectGraph, lintAs, lintTogether } from './lint-as.fixture.js';

before(freshProjectGraph);

const IN_CORE = /** @type {const} */ (['packages/core', 'src/probe.ts']);
const IN_CLOCK = /** @type {const} */ (['packages/core', 'src/system-clock.ts']);
const IN_SPEC = /** @type {const} */ (['packages/core', 'src/probe.spec.ts']);
const IN_GOLDEN_PATH = /** @type {const} */ (['packages/golden-path', 'src/probe.ts']);
const IN_TOOLS = /** @type {const} */ (['tools/boundaries', 'src/probe.ts']);

/** @type {{ habit: string, rule: string, forbidden: string, allowed: string }[]} */
const HABITS = [
  {
    habit: 'no TypeScript enum',
    rule: 'no-restricted-syntax',
    forbidden: "export enum Direction { Up = 'up' }",
    allowed: "export const Direction = Object.freeze({ UP: 'up' });",
  },
  {
    habit: 'no default export',
    rule: 'no-restricted-syntax',
    forbidden: 'export default function go() {}',
    allowed: 'export function go() {}',
  },
  {
    habit: 'no export of everything',
    rule: 'no-restricted-syntax',
    forbidden: "export * from './clock.js';",
    allowed: "export { type Clock } from './clock.js';",
  },
  {
    habit: 'at most three parameters',
    rule: 'max-params',
    forbidden: 'export const add = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];',
    allowed: 'export const add = (a: 1, b: 2, c: 3) => [a, b, c];',
  },
  {
    habit: 'no function over sixty lines',
    rule: 'max-lines-per-function',
    forbidden: `export function long() {\n${'  void 0;\n'.repeat(59)}}\n`,
    allowed: `export function long() {\n${'  void 0;\n\n// why\n'.repeat(58)}}\n`,
  },
  {
    habit: 'no console in a library',
    rule: 'no-console',
    forbidden: "console.log('here');",
    allowed: "export const log = (sink: { info(line: string): void }) => sink.info('here');",
  },
  {
    habit: 'nothing unused',
    rule: '@typescript-eslint/no-unused-vars',
    forbidden: 'const one = 1;',
    allowed: 'export const one = 1;',
  },
];

for (const { habit, rule, forbidden, allowed } of HABITS) {
  test(`${habit}: the forbidden fails and its twin passes`, async () => {
    assert.deepEqual(await lintAs(...IN_CORE, forbidden), [rule]);
    assert.deepEqual(await lintAs(...IN_CORE, allowed), []);
  });
}

/** @type {(readonly [string, string])[]} */
const REAL_TIME = [IN_CLOCK, IN_SPEC, IN_GOLDEN_PATH, IN_TOOLS];

const MACHINE_TIME = [
  'export const now = Date.now();',
  'export const now = performance.now();',
  'export const now = new Date();',
  'export const now = Date();',
  'export const now = process.hrtime.bigint();',
  'setTimeout(() => undefined, 5);',
  'globalThis.setTimeout(() => undefined, 5);',
  'setInterval(() => undefined, 5);',
  'setImmediate(() => undefined);',
  "import { setTimeout as later } from 'node:timers/promises';\nexport const wait = later(5);",
  "import { setTimeout as later } from 'timers';\nexport const wait = later(() => undefined, 5);",
  "import { performance as p } from 'node:perf_hooks';\nexport const now = p.now();",
];

for (const code of MACHINE_TIME) {
  test(`only the clock asks the machine for time: ${code.replaceAll('\n', ' ')}`, async () => {
    const [broken, ...more] = await lintAs(...IN_CORE, code);
    assert.match(String(broken), /^no-restricted-(globals|imports|properties|syntax)$/);
    assert.deepEqual(more, []);
    for (const place of REAL_TIME) {
      assert.deepEqual(await lintAs(...place, code), [], place.join('/'));
    }
  });
}

test('a given instant may be written as a date, and the lag of the event loop be measured', async () => {
  const code =
    "import { monitorEventLoopDelay } from 'node:perf_hooks';\n" +
    'export const lag = monitorEventLoopDelay();\n' +
    'export const iso = (at: number) => new Date(at).toISOString();\n';
  assert.deepEqual(await lintAs(...IN_CORE, code), []);
});

test('where real time is allowed, the shape of the code is still kept', async () => {
  for (const place of REAL_TIME) {
    const broken = await lintAs(...place, "export enum Direction { Up = 'up' }");
    assert.deepEqual(broken, ['no-restricted-syntax'], place.join('/'));
  }
});

const ONE = "import { two } from './two.js';\nexport const one = () => two();\n";

test('modules that import each other in a ring fail, in a row they pass', async () => {
  const ring = "import { one } from './one.js';\nexport const two = (): number => one();\n";
  const row = 'export const two = () => 2;\n';
  const broken = ['import-x/no-cycle', 'import-x/no-cycle'];
  assert.deepEqual(await lintTogether({ 'one.ts': ONE, 'two.ts': ring }), broken);
  assert.deepEqual(await lintTogether({ 'one.ts': ONE, 'two.ts': row }), []);
});

test('a broken rule is an error everywhere, never a warning', async () => {
  for (const [folder] of [IN_CORE, IN_GOLDEN_PATH, IN_TOOLS, ['packages/state']]) {
    for (const file of ['src/probe.ts', 'src/probe.spec.ts', 'src/probe.js', 'package.json']) {
      const { rules = {} } = (await eslintOf(String(folder)).calculateConfigForFile(file)) ?? {};
      const warnings = Object.keys(rules).filter((name) => rules[name][0] === 1);
      assert.deepEqual(warnings, [], `${folder}/${file}`);
    }
  }
});
