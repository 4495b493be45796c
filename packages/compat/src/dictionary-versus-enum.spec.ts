import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { EXECUTION_STATES, TrackerError, describeGiven } from '@tracker/state';
import { ExecutionState, ExecutionTracker } from './index.js';
import { RegistryState } from './legacy-registry-states.js';

// Validation theme: dictionary versus enum. Whatever is no state is refused before anything changes, and the error
// names what was given and what is allowed.

/** As much of a tracker as the assertion needs. */
interface StateKeeper {
  createExecution(input: typeof REQUEST): Promise<string>;
  updateExecutionState(id: string, state: 'running'): Promise<unknown>;
  getExecution(id: string): Promise<unknown>;
  history(id: string): Promise<unknown>;
  getMetrics(): Promise<unknown>;
}

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't1' };

const NO_STATES: readonly (readonly [string, unknown])[] = [
  ['the result of a run that failed', { success: false, completed: true }],
  ['the result of a run that went well', { success: true, completed: true }],
  ['a record with a status', { status: 'failed' }],
  ['a record with a state', { state: 'running' }],
  ['a record with a value', { value: 'completed' }],
  ['an empty record', {}],
  ['upper case', 'PENDING'],
  ['an empty text', ''],
  ['a name of the prototype', 'constructor'],
  ['a word of the registry', RegistryState.SUCCESS],
  ['a number', 42],
  ['null', null],
  ['undefined', undefined],
  ['true', true],
  ['an empty list', []],
  ['a list with a state', ['running']],
  ['the states themselves', ExecutionState],
  ['the tracker’s class', AgentExecutionTracker],
  ['a boxed string', new String('running')],
  ['a text that looks like one when asked', { toString: () => 'running' }],
  ['a symbol', Symbol('running')],
  ['a function', () => 'running'],
];

async function seen(keeper: StateKeeper, id: string): Promise<string> {
  const all = [await keeper.getExecution(id), await keeper.history(id), await keeper.getMetrics()];
  return JSON.stringify(all);
}

async function refusal(keeper: StateKeeper, id: string, given: unknown): Promise<unknown> {
  try {
    await keeper.updateExecutionState(id, given as never);
  } catch (error) {
    return error;
  }
  throw new Error(`${describeGiven(given)} was accepted`);
}

/** Throws unless `given` is refused by name, and leaves record, version, history and counters as they were. */
async function assertRefused(keeper: StateKeeper, given: unknown): Promise<void> {
  const id = await keeper.createExecution(REQUEST);
  const before = await seen(keeper, id);
  const error = await refusal(keeper, id, given);
  if ((await seen(keeper, id)) !== before) throw new Error('something changed');
  if (!TrackerError.is(error, 'invalid_state')) throw new Error('not by an error of the tracker');
  const named = [describeGiven(given), ...EXECUTION_STATES];
  const unnamed = named.filter((each) => !error.message.includes(each));
  if (unnamed.length > 0) throw new Error(`without naming ${unnamed.join(', ')}`);
}

function setUp() {
  const clock = new ManualClock();
  return new ExecutionTracker({ store: new MemoryStore({ clock }), clock, name: 'tester' });
}

describe.each(NO_STATES)('%s is refused', (_, given) => {
  it('on a fresh execution, and nothing changes', async () => {
    await assertRefused(setUp(), given);
  });

  it('on a running one, and it can still complete', async () => {
    const tracker = setUp();
    const id = await tracker.createExecution(REQUEST);
    await tracker.updateExecutionState(id, ExecutionState.RUNNING);
    const before = await seen(tracker, id);
    expect(await refusal(tracker, id, given)).toMatchObject({ code: 'invalid_state' });
    expect(await seen(tracker, id)).toBe(before);
    await tracker.completeExecution(id, { answer: 'It is the blue one.' });
    expect(await tracker.getExecutionState(id)).toBe('completed');
  });

  it('on an ended one and on an unknown one, before either is looked at', async () => {
    const tracker = setUp();
    const id = await tracker.createExecution(REQUEST);
    await tracker.failExecution(id);
    expect(await refusal(tracker, id, given)).toMatchObject({ code: 'invalid_state' });
    expect(await refusal(tracker, 'nobody', given)).toMatchObject({ code: 'invalid_state' });
    expect(await tracker.getExecution('nobody')).toBeUndefined();
  });
});

it('ends a run whose agent gives a dictionary for a state, and its user is told', async () => {
  const outcome = await setUp().run(REQUEST, async (execution) => {
    await execution.enterPhase({ success: true, completed: true } as never);
    return 'never';
  });
  expect(outcome).toMatchObject({ state: 'failed', message: expect.any(String) });
});

describe('the assertion fails when the defect is put back', () => {
  const naive = (update: (record: { state: unknown; version: number }, given: unknown) => void) => {
    const record: { state: unknown; version: number } = { state: 'pending', version: 1 };
    const keeper: StateKeeper = {
      createExecution: async () => 'x1',
      updateExecutionState: async (_id, given: unknown) => update(record, given),
      getExecution: async () => record,
      history: async () => [],
      getMetrics: async () => ({}),
    };
    return assertRefused(keeper, { success: true, completed: true });
  };

  it('a tracker that assigns first and stumbles over the value afterwards', async () => {
    const update = naive((record, given) => {
      record.state = given;
      (given as { value: string }).value.toLowerCase();
    });
    await expect(update).rejects.toThrow('something changed');
  });

  it('a tracker that takes what it is given', async () => {
    const update = naive((record, given) => {
      record.state = given;
    });
    await expect(update).rejects.toThrow('was accepted');
  });

  it('a tracker that refuses, and counts the version on', async () => {
    const update = naive((record) => {
      record.version += 1;
      throw new TrackerError({ code: 'invalid_state', message: 'no' });
    });
    await expect(update).rejects.toThrow('something changed');
  });

  it('a tracker that refuses without naming what it was given', async () => {
    const update = naive(() => {
      throw new TrackerError({ code: 'invalid_state', message: 'no such state' });
    });
    await expect(update).rejects.toThrow('without naming an object with the keys');
  });

  it('a tracker that stumbles before it assigns', async () => {
    const update = naive((_, given) => {
      (given as { value: string }).value.toLowerCase();
    });
    await expect(update).rejects.toThrow('not by an error of the tracker');
  });
});

// ASSERTION: none of these compiles
/* eslint-disable @tracker/no-object-as-state -- nor does it pass the linter */
void (async (tracker: ExecutionTracker, words: typeof ExecutionState) => {
  // @ts-expect-error a dictionary
  await tracker.updateExecutionState('x', { success: false, completed: true });
  // @ts-expect-error a record with a state in it
  await tracker.updateExecutionState('x', { state: 'running' });
  // @ts-expect-error a record with a value in it
  await tracker.updateExecutionState('x', { value: 'completed' });
  // @ts-expect-error upper case
  await tracker.updateExecutionState('x', 'PENDING');
  // @ts-expect-error a word of the registry
  await tracker.updateExecutionState('x', RegistryState.SUCCESS);
  // @ts-expect-error any text
  await tracker.updateExecutionState('x', String('running'));
  // @ts-expect-error a number
  await tracker.updateExecutionState('x', 42);
  // @ts-expect-error null
  await tracker.updateExecutionState('x', null);
  // @ts-expect-error undefined
  await tracker.updateExecutionState('x', undefined);
  // @ts-expect-error a list
  await tracker.updateExecutionState('x', []);
  // @ts-expect-error the states themselves
  await tracker.updateExecutionState('x', words);
  // @ts-expect-error a class
  await tracker.updateExecutionState('x', AgentExecutionTracker);
});
