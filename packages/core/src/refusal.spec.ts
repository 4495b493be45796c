import { ExecutionState } from '@tracker/state';
import type { AgentExecutionTracker } from './index.js';
import { REQUEST, aWorld, refusal, running } from './world.fixture.js';

type Ask = (tracker: AgentExecutionTracker, id: string) => Promise<unknown>;

const ON_RUNNING: [string, Ask, string, RegExp][] = [
  [
    'resume without a hold',
    (t, id) => t.resumeExecution(id),
    'not_applicable',
    /Can't resume execution .* running, and this is for an execution on hold/,
  ],
  [
    'acknowledge a cancel nobody asked for',
    (t, id) => t.acknowledgeCancel(id),
    'not_applicable',
    /whose cancel was requested/,
  ],
  [
    'acknowledge before the end',
    (t, id) => t.acknowledge(id),
    'not_applicable',
    /for one that has ended/,
  ],
  [
    'go back',
    (t, id) => t.updateExecutionState(id, 'pending'),
    'illegal_transition',
    /is "running" and can't move to "pending"; from here it can move to "completing"/,
  ],
  [
    'enter a phase that is far away',
    (t, id) => t.enterPhase(id, 'completing'),
    'illegal_phase',
    /in phase "thinking" and can't enter "completing"; from here it can enter "tool_preparation", "llm_interaction"\./,
  ],
  [
    'report nothing',
    (t, id) => t.reportProgress(id, {}),
    'invalid_input',
    /give a note, a percentage from 0 to 100, or both/,
  ],
  [
    'report too much',
    (t, id) => t.reportProgress(id, { percent: 101 }),
    'invalid_input',
    /percent: /,
  ],
  [
    'hold without a reason',
    (t, id) => t.holdExecution(id, {} as never),
    'invalid_input',
    /holdExecution .*reason: /,
  ],
  [
    'hold for no time',
    (t, id) => t.holdExecution(id, { reason: 'x', timeoutMs: 0 }),
    'invalid_input',
    /timeoutMs: a limit is at least 1 ms/,
  ],
  [
    'time out without saying of what',
    (t, id) => t.updateExecutionState(id, 'timeout', {} as never),
    'invalid_input',
    /operation: .*limitMs: /s,
  ],
  [
    'add what nobody knows',
    (t, id) => t.cancelExecution(id, { why: 'x' } as never),
    'invalid_input',
    /why/,
  ],
];

const ON_HOLD: [string, Ask, RegExp][] = [
  [
    'move on',
    (t, id) => t.updateExecutionState(id, 'completing'),
    /on hold \("approval"\) and can't move to "completing"; resume it first/,
  ],
  [
    'enter a phase',
    (t, id) => t.enterPhase(id, 'llm_interaction'),
    /can't enter phase "llm_interaction"; resume it first/,
  ],
  ['hold again', (t, id) => t.holdExecution(id, { reason: 'x' }), /it is running, on hold/],
];

describe('a refusal', () => {
  it.each(ON_RUNNING)(
    'to %s says what, why and what instead, and changes nothing',
    async (_, ask, code, message) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      const before = await tracker.history(id);
      const error = await refusal(ask(tracker, id));
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
      expect(await tracker.history(id)).toEqual(before);
    },
  );

  it.each(ON_HOLD)('to %s while on hold says so', async (_, ask, message) => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    await tracker.holdExecution(id, { reason: 'approval' });
    const error = await refusal(ask(tracker, id));
    expect(error.code).toBe('not_applicable');
    expect(error.message).toMatch(message);
    expect(error.details['executionId']).toBe(id);
  });

  it('to hold once the hold time is used up says so', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: { holdTimeoutMs: 100 } });
    await tracker.holdExecution(id, { reason: 'x' });
    await clock.advance(100);
    await tracker.resumeExecution(id);
    expect((await refusal(tracker.holdExecution(id, { reason: 'y' }))).message).toContain(
      'hold time left',
    );
  });

  it.each([
    [
      ExecutionState.TIMEOUT,
      { operation: 'x', limitMs: 5 },
      /\(the operation limit of 5 ms ran out\)/,
    ],
    [ExecutionState.FAILED, {}, /\(agent_error\)/],
    [ExecutionState.CANCELLED, {}, /has ended as "cancelled", so/],
  ])('of a command after %s says why it ended', async (state, input, message) => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    await tracker.updateExecutionState(id, state, input as never);
    const error = await refusal(tracker.completeExecution(id, { answer: 'late' }));
    expect(error).toMatchObject({ code: 'already_ended', details: { executionId: id, state } });
    expect(error.message).toMatch(message);
    expect(error.message).toContain('start a retry');
  });

  it.each(['', '  ', null, undefined, 7, {}, 'x'.repeat(201)])(
    'of the id %j comes before anything is looked up',
    async (id) => {
      const { tracker } = aWorld();
      const asked = (async () => tracker.getExecution(id as string))();
      expect(await refusal(asked)).toMatchObject({
        code: 'invalid_input',
        details: { call: 'getExecution' },
      });
    },
  );

  it.each([0, -1, 1.5, 'x', 1_001])(
    'of a page of %p is an error, not another page',
    async (limit) => {
      const { tracker } = aWorld();
      const asked = (async () => tracker.listExecutions({ limit: limit as number }))();
      expect((await refusal(asked)).message).toMatch(/limit: /);
    },
  );
});

describe('a cancel', () => {
  it('of what nobody has begun ends at once', async () => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    expect(await tracker.cancelExecution(id, { reason: 'never mind' })).toBe('cancelled');
    expect(await tracker.getExecution(id)).toMatchObject({
      cause: { reason: 'never mind', forced: false },
    });
  });

  it('asked for twice is one request, with one deadline', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker);
    await tracker.cancelExecution(id, { reason: 'first' });
    await clock.advance(4_000);
    await tracker.cancelExecution(id, { reason: 'second' });
    await clock.advance(1_001);
    expect(await tracker.getExecution(id)).toMatchObject({
      state: 'cancelled',
      cause: { reason: 'first' },
    });
  });

  it('that is acknowledged is not forced; an answer in the grace period still counts', async () => {
    const { tracker } = aWorld();
    const [stopped, answered] = [await running(tracker), await running(tracker)];
    for (const id of [stopped, answered]) await tracker.cancelExecution(id);
    expect(await tracker.acknowledgeCancel(stopped)).toBe('cancelled');
    expect(await tracker.completeExecution(answered, { answer: 'in time' })).toBe('completed');
    expect(await tracker.getExecution(stopped)).toMatchObject({ cause: { forced: false } });
  });
});
