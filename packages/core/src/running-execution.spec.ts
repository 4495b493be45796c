import type { RunningExecution } from './index.js';
import { REQUEST, aWorld, refusal } from './world.fixture.js';

/** Runs an agent that hands out its execution and ends when told to. */
async function open(input = {}) {
  const world = aWorld();
  let execution: RunningExecution | undefined;
  let finish: (answer: unknown) => void = () => undefined;
  const answer = new Promise((resolve) => (finish = resolve));
  const outcome = world.tracker.run({ ...REQUEST, ...input }, (own) => {
    execution = own;
    return answer;
  });
  await world.clock.settle();
  if (!execution) throw new Error('the agent was not called');
  return { ...world, execution, finish, outcome };
}

describe('the execution an agent is given', () => {
  it('knows who it is', async () => {
    const { execution } = await open({ id: 'x', runId: 'r', metadata: { a: 1 } });
    const { id, userId, threadId, runId, agentName, attempt, metadata } = execution;
    expect({ id, userId, threadId, runId, agentName, attempt, metadata }).toEqual({
      ...REQUEST,
      id: 'x',
      runId: 'r',
      attempt: 1,
      metadata: { a: 1 },
    });
  });

  it('keeps its run from being idle as long as it reports progress', async () => {
    const { execution, clock, finish, outcome } = await open({
      limits: { executionTimeoutMs: 100_000 },
    });
    for (let i = 0; i < 4; i++) {
      await clock.advance(15_000);
      execution.progress();
    }
    finish('done');
    expect(await outcome).toMatchObject({ state: 'completed' });
  });

  it('shows others what it reports', async () => {
    const { execution, tracker } = await open();
    await execution.reportProgress({ note: 'reading', percent: 10 });
    expect(await tracker.getExecution(execution.id)).toMatchObject({
      progress: { note: 'reading', percent: 10 },
    });
    expect((await refusal(execution.reportProgress({}))).code).toBe('invalid_input');
  });

  it('resumes after a hold whose wait failed, too', async () => {
    const { execution, tracker } = await open();
    const wait = () => Promise.reject(new Error('nobody came'));
    await expect(execution.hold({ reason: 'approval' }, wait)).rejects.toThrow('nobody came');
    expect(await tracker.getExecution(execution.id)).toMatchObject({ hold: null });
    expect((await refusal(execution.hold({} as never, wait))).code).toBe('invalid_input');
  });

  it('gets its signal late, and it is aborted all the same', async () => {
    const { execution, tracker, outcome } = await open();
    await tracker.failExecution(execution.id, { error: 'operator' });
    expect(execution.signal.aborted).toBe(true);
    expect(execution.signal).toBe(execution.signal);
    expect(await outcome).toMatchObject({ state: 'failed' });
  });

  it('can still clean up, and report nothing more, once it is over', async () => {
    const { execution, tracker } = await open();
    await tracker.failExecution(execution.id);
    expect((await refusal(execution.enterPhase('llm_interaction'))).code).toBe('already_ended');
    expect(() => execution.progress()).not.toThrow();
    expect(await tracker.getExecutionState(execution.id)).toBe('failed');
  });

  it('ends as delivered when a tool has given the answer', async () => {
    const { execution, tracker, finish, outcome } = await open();
    expect(() => execution.delivered('  ')).toThrow(/blank/);
    finish(execution.delivered('mailer'));
    expect(await outcome).toMatchObject({
      state: 'completed',
      answer: undefined,
      deliveredBy: 'mailer',
    });
    const delivered = { outcome: { kind: 'delivered', by: 'mailer' } };
    expect(await tracker.getExecution(execution.id)).toMatchObject(delivered);
  });

  it.each([{ timeoutMs: 0 }, { retries: -1 }, { retries: 11 }, { retries: 0.5 }, { tries: 1 }])(
    'guards nothing by %j',
    async (input) => {
      const { execution } = await open();
      let called = false;
      const guarded = execution.guard('llm', () => (called = true), input as never);
      expect((await refusal(guarded)).code).toBe('invalid_input');
      expect(called).toBe(false);
    },
  );

  it('gives a guarded call a signal that aborts at the limit, and on a cancel', async () => {
    const { execution, clock, tracker } = await open();
    const signals: AbortSignal[] = [];
    const hang = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const slow = refusal(execution.guard('llm', hang, { timeoutMs: 1_000 }));
    await clock.advance(1_000);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(100);
    expect((await slow).code).toBe('operation_timeout');
    expect(signals[0]?.aborted).toBe(true);
    const stopped = refusal(execution.guard('llm', hang));
    await tracker.cancelExecution(execution.id, { reason: 'enough' });
    expect((await stopped).message).toContain('enough');
    expect(signals[1]?.aborted).toBe(true);
  });
});
