import { TERMINAL_STATES } from '@tracker/state';
import { MemoryStore } from './index.js';
import { ManualClock } from './testing.js';
import { FAR, NO_SWEEPS, REQUEST, aWorld, hanging, refusal, running } from './world.fixture.js';

async function oneOfEach() {
  const world = aWorld();
  const { tracker, clock } = world;
  await tracker.completeExecution(await running(tracker), { answer: 'x' });
  await tracker.failExecution(await running(tracker));
  await tracker.updateExecutionState(await running(tracker), 'timeout', {
    operation: 'x',
    limitMs: 1,
  });
  await tracker.updateExecutionState(await running(tracker), 'cancelled', {});
  await running(tracker, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
  await clock.advance(1_100);
  return world;
}

describe('the counts', () => {
  it('have every end in exactly one of them (legacy: cancelled in none, timeouts never)', async () => {
    const { tracker } = await oneOfEach();
    const { byState, ended, total, active } = await tracker.getMetrics();
    for (const state of TERMINAL_STATES) expect([state, byState[state]]).toEqual([state, 1]);
    expect([ended, active, total]).toEqual([5, 0, 5]);
  });

  it('make rates between 0 and 1 that a repeated end does not change (legacy: 3.0, and success counted twice)', async () => {
    const { tracker } = await oneOfEach();
    const [done] = (await tracker.listExecutions({ states: ['completed'] })).executions;
    await refusal(tracker.completeExecution(done?.id as string, { answer: 'again' }));
    await refusal(tracker.completeExecution('never', { answer: 'x' }));
    const { successRate, failureRate } = await tracker.getMetrics();
    expect([successRate, failureRate]).toEqual([0.2, 0.6]);
  });

  it('know no rate before anything has ended', async () => {
    expect(await aWorld().tracker.getMetrics()).toMatchObject({
      successRate: null,
      failureRate: null,
    });
  });

  it('are the same for every tracker of a store (legacy: each wrapper counted by itself)', async () => {
    const { store, clock, tracker } = await oneOfEach();
    const other = aWorld({ store, clock, name: 'other' }).tracker;
    expect(await other.metrics()).toEqual(await tracker.metrics());
  });

  it('do not show as active what is over, whether or not a sweeper has been by', async () => {
    for (const options of [{}, NO_SWEEPS]) {
      const { tracker, clock } = aWorld(options);
      await running(tracker, { limits: { ...FAR, executionTimeoutMs: 1_000 } });
      await clock.advance(1_001);
      expect(await tracker.getMetrics()).toMatchObject({ active: 0, byState: { timeout: 1 } });
      expect(await tracker.forUser('ann').metrics()).toMatchObject({ active: 0, ended: 1 });
    }
  });

  it('tell what waits to be delivered, and what waits too long', async () => {
    const { tracker, clock } = await oneOfEach();
    expect(await tracker.getMetrics()).toMatchObject({ undelivered: 5, overdue: 0 });
    await clock.advance(61_000);
    const [first] = (await tracker.undelivered()).executions;
    await tracker.acknowledge(first?.id as string);
    expect(await tracker.getMetrics()).toMatchObject({ undelivered: 4 });
  });
});

describe('memory', () => {
  it('keeps no more ended executions than it may, acknowledged ones going first (legacy: never freed)', async () => {
    const clock = new ManualClock();
    const { tracker } = aWorld({ clock, store: new MemoryStore({ clock, maxEnded: 3 }) });
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) {
      const id = await running(tracker);
      await tracker.completeExecution(id, { answer: i });
      if (i === 2) await tracker.acknowledge(id);
      ids.push(id);
    }
    const kept = (await tracker.listExecutions()).executions.map(({ id }) => ids.indexOf(id));
    expect(kept).toHaveLength(3);
    expect(kept).not.toContain(2);
    expect(kept).toContain(5);
    expect((await tracker.getMetrics()).total).toBe(6);
  });

  it('never forgets what is active, however little may be kept', async () => {
    const clock = new ManualClock();
    const { tracker } = aWorld({ clock, store: new MemoryStore({ clock, maxEnded: 1 }) });
    const alive = await running(tracker, { limits: FAR });
    for (let i = 0; i < 5; i++) await tracker.failExecution(await running(tracker));
    expect(await tracker.getExecutionState(alive)).toBe('running');
  });

  it('of a tracker holds only what it drives: nothing once all have ended', async () => {
    const world = aWorld();
    const { tracker } = world;
    const run = await hanging(world);
    const id = await running(tracker);
    expect((await tracker.getMetrics()).live).toBe(2);
    await tracker.cancelExecution(run.id);
    await tracker.failExecution(id);
    await world.clock.advance(6_000);
    expect((await tracker.getMetrics()).live).toBe(0);
  });

  it('takes no more than maxLive executions at once, and says so', async () => {
    const world = aWorld({ maxLive: 1 });
    await hanging(world);
    const error = await refusal(world.tracker.run(REQUEST, () => 'x'));
    expect(error).toMatchObject({ code: 'limit_reached', details: { maxLive: 1 } });
    const second = await world.tracker.createExecution(REQUEST);
    expect((await refusal(world.tracker.startExecution(second))).code).toBe('limit_reached');
    expect(await world.tracker.getExecutionState(second)).toBe('pending');
  });

  it('of dependencies is bounded: names must not come from users', async () => {
    const { tracker } = aWorld();
    for (let i = 0; i < 1_000; i++) tracker.resetBreaker(`d${i}`);
    expect(() => tracker.resetBreaker('one more')).toThrow(/1000 dependencies already/);
  });
});

describe('somebody else’s code', () => {
  const throws = (): never => {
    throw new Error('not my day');
  };

  it('that throws as logger, words or dice is harmless', async () => {
    const logger = { debug: throws, info: throws, warn: throws, error: throws };
    const { tracker, clock } = aWorld({ logger, userMessage: throws, random: throws });
    const outcome = await tracker.run(REQUEST, () => Promise.reject(new Error('x')));
    expect(outcome).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^Something went/),
    });
    await clock.advance(1_000);
  });

  it.each(['', '   ', null, undefined, 7, {}])(
    'that says %j to the user is replaced by words',
    async (said) => {
      const { tracker } = aWorld({ userMessage: () => said as never });
      const outcome = await tracker.run(REQUEST, () => undefined);
      expect('message' in outcome && outcome.message).toContain('without an answer');
    },
  );

  it('that says far too much is cut', async () => {
    const { tracker } = aWorld({ userMessage: () => ' '.repeat(5_000) + 'x'.repeat(5_000) });
    const outcome = await tracker.run(REQUEST, () => undefined);
    expect('message' in outcome && outcome.message.trim()).toMatch(/^x{1000,4000}$/);
  });

  it.each(['', '  ', '\n'])(
    'a failure explained with %j is refused: the user would read nothing',
    async (message) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      expect((await refusal(tracker.failExecution(id, { message }))).code).toBe('invalid_input');
      expect((await refusal(tracker.completeExecution(id, { deliveredBy: message }))).code).toBe(
        'invalid_input',
      );
      expect(await tracker.getExecutionState(id)).toBe('running');
    },
  );
});
