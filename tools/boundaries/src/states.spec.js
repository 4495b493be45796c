// @ts-check
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { freshProjectGraph, lintAs } from './lint-as.fixture.js';

before(freshProjectGraph);

const RULE = '@tracker/no-state-redefinition';
const IMPORT = "import { ExecutionState, TERMINAL_STATES } from '@tracker/state';\n";

/** Each way to define the states a second time, with what to write instead. */
const FORMS = [
  {
    form: 'a union',
    forbidden: "export type Status = 'pending' | 'running' | 'failed';",
    allowed:
      "import type { ExecutionState } from '@tracker/state';\nexport type Status = Extract<ExecutionState, 'pending' | 'running' | 'failed'>;",
  },
  {
    form: 'a const object',
    forbidden:
      "export const Status = { PENDING: 'pending', RUNNING: 'running', FAILED: 'failed' };",
    allowed: `${IMPORT}export const Status = ExecutionState; export const ends = TERMINAL_STATES;`,
  },
  {
    form: 'a frozen object in upper case',
    forbidden:
      "export const Status = Object.freeze({ PENDING: 'PENDING', RUNNING: 'RUNNING', FAILED: 'FAILED' });",
    allowed: "export const Status = Object.freeze({ OPEN: 'OPEN', CLOSED: 'CLOSED' });",
  },
  {
    form: 'a list',
    forbidden: "export const unhappy = ['failed', 'timeout', 'dead'];",
    allowed:
      "import { ExecutionState } from '@tracker/state';\nexport const unhappy = [ExecutionState.FAILED, ExecutionState.TIMEOUT] as const;",
  },
  {
    form: 'the terminal states, copied',
    forbidden:
      "export const ends = new Set(['completed', 'failed', 'timeout', 'dead', 'cancelled']);",
    allowed:
      "import { TERMINAL_STATES } from '@tracker/state';\nexport const ends = new Set(TERMINAL_STATES);",
  },
  {
    form: 'a map',
    forbidden: "export const order = new Map([['pending', 1], ['running', 2], ['failed', 3]]);",
    allowed:
      "import { EXECUTION_STATES } from '@tracker/state';\nexport const order = new Map(EXECUTION_STATES.map((state, place) => [state, place]));",
  },
  {
    form: 'a table that nothing checks',
    forbidden: "export const colours = { pending: 'grey', running: 'blue', failed: 'red' };",
    allowed:
      "import type { ExecutionState } from '@tracker/state';\nexport const colours = { pending: 'grey', running: 'blue', failed: 'red' } satisfies Partial<Record<ExecutionState, string>>;",
  },
  {
    form: 'a schema',
    forbidden:
      "import { z } from 'zod';\nexport const status = z.enum(['pending', 'running', 'failed']);",
    allowed:
      "import { EXECUTION_STATES } from '@tracker/state';\nimport { z } from 'zod';\nexport const status = z.enum(EXECUTION_STATES);",
  },
  {
    form: 'a schema of single words',
    forbidden:
      "import { z } from 'zod';\nexport const status = z.union([z.literal('pending'), z.literal('running'), z.literal('failed')]);",
    allowed:
      "import { z } from 'zod';\nexport const status = z.union([z.literal('pending'), z.literal('failed')]);",
  },
  {
    form: 'a class',
    forbidden:
      "export class Status { static readonly PENDING = 'pending'; static readonly RUNNING = 'running'; static readonly FAILED = 'failed'; }",
    allowed: "export class Status { static readonly UNKNOWN = 'unknown'; }",
  },
];

for (const { form, forbidden, allowed } of FORMS) {
  test(`${form}: a second definition fails, its derived twin passes`, async () => {
    assert.deepEqual(await lintAs('packages/core', 'src/probe.ts', forbidden), [RULE]);
    assert.deepEqual(await lintAs('packages/core', 'src/probe.spec.ts', forbidden), [RULE]);
    assert.deepEqual(await lintAs('packages/core', 'src/probe.ts', allowed), []);
  });

  test(`${form}: only @tracker/state may spell it`, async () => {
    assert.deepEqual(await lintAs('packages/state', 'src/probe.ts', forbidden), []);
  });
}

const ENUM = "export enum Status { PENDING = 'pending', RUNNING = 'running', FAILED = 'failed' }";

test('an enum of states fails twice: as an enum and as a second definition', async () => {
  const broken = await lintAs('packages/audit', 'src/probe.ts', ENUM);
  assert.deepEqual(broken.sort(), [RULE, 'no-restricted-syntax']);
});

test('compat may spell other systems’ words in foreign-*.ts, and nowhere else', async () => {
  const theirs = "export const THEIRS = ['queued', 'running', 'completed', 'failed'] as const;";
  assert.deepEqual(await lintAs('packages/compat', 'src/foreign-probe.ts', theirs), []);
  assert.deepEqual(await lintAs('packages/compat', 'src/probe.ts', theirs), [RULE]);
  assert.deepEqual(await lintAs('packages/core', 'src/foreign-probe.ts', theirs), [RULE]);
});

test('a dictionary where a state belongs fails, and so does a legacy import', async () => {
  const dictionary =
    'declare const tracker: { updateExecutionState(id: string, to: unknown): void };\n' +
    "tracker.updateExecutionState('id', { success: false });\n";
  const state = dictionary.replace('{ success: false }', "'failed'");
  assert.deepEqual(await lintAs('packages/golden-path', 'src/probe.ts', dictionary), [
    '@tracker/no-object-as-state',
  ]);
  assert.deepEqual(await lintAs('packages/golden-path', 'src/probe.ts', state), []);
  const legacy = "export { ExecutionTracker } from './core/execution_tracker.js';";
  assert.deepEqual(await lintAs('packages/golden-path', 'src/probe.ts', legacy), [
    '@tracker/no-legacy-import',
  ]);
});
