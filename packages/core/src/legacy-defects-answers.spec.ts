import { REQUEST, aWorld, refusal, running } from './world.fixture.js';

describe('an answer', () => {
  it.each([0, false, '0', [0], { a: 0 }])(
    '%j is not dropped for being falsy (legacy: stored as None)',
    async (answer) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      await tracker.completeExecution(id, { answer });
      expect(await tracker.getExecution(id)).toMatchObject({
        state: 'completed',
        outcome: { answer },
      });
      expect(await tracker.run(REQUEST, () => answer)).toMatchObject({
        state: 'completed',
        answer,
      });
    },
  );

  it.each([undefined, null, '', '  ', [], {}])(
    '%j does not pass for one, nor for success (legacy: completed with nothing, or died "silently")',
    async (answer) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      expect(await tracker.completeExecution(id, { answer })).toBe('failed');
      const cause = { kind: 'failure', code: 'empty_response' };
      expect(await tracker.getExecution(id)).toMatchObject({ cause, outcome: { kind: 'error' } });
    },
  );

  it('is not taken for a flag (legacy: complete(id, {"answer": 1}) took it as success and dropped it)', async () => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    for (const given of [
      true,
      null,
      undefined,
      'yes',
      { success: true },
      { answer: 1, error: 'x' },
    ]) {
      const error = await refusal(tracker.completeExecution(id, given as never));
      expect(error.code).toBe('invalid_input');
    }
    expect(await tracker.completeExecution(id, { answer: { answer: 1 } })).toBe('completed');
  });

  it.each(['', 0, false, null])(
    'that is the error %j does not make a failure a success (legacy: falsy error = success)',
    async (error) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      expect(await tracker.failExecution(id, { error })).toBe('failed');
      expect(await tracker.getExecution(id)).toMatchObject({ cause: { detail: String(error) } });
    },
  );

  it('of a healthy run is not thrown away because nobody called heartbeat (legacy: every run over 10 s died)', async () => {
    const { tracker, clock } = aWorld();
    let finish: (answer: string) => void = () => undefined;
    const answer = new Promise<string>((resolve) => (finish = resolve));
    const limits = { executionTimeoutMs: 300_000, idleTimeoutMs: 300_000 };
    const outcome = tracker.run({ ...REQUEST, limits }, () => answer);
    await clock.advance(240_000);
    finish('worth the wait');
    expect(await outcome).toMatchObject({ state: 'completed', answer: 'worth the wait' });
  });

  it('that comes after the end is refused aloud, and the end stays (legacy: False, unchecked)', async () => {
    const warnings: string[] = [];
    const quiet = { debug: () => undefined, info: () => undefined, error: () => undefined };
    const logger = { ...quiet, warn: (_: object, message: string) => void warnings.push(message) };
    const { tracker, clock } = aWorld({ logger });
    let finish: (answer: string) => void = () => undefined;
    const answer = new Promise<string>((resolve) => (finish = resolve));
    const run = tracker.run(REQUEST, () => answer);
    await clock.advance(21_000);
    finish('too late');
    const outcome = await run;
    await clock.settle();
    expect(outcome).toMatchObject({ state: 'timeout' });
    expect(await tracker.getExecutionState(outcome.executionId)).toBe('timeout');
    expect(warnings).toContain('an answer came after the end');
  });
});
