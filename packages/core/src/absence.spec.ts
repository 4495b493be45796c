import { AgentExecutionTracker } from './index.js';
import { FAR, MortalClock, NO_SWEEPS, REQUEST, aWorld, hanging, running } from './world.fixture.js';

const LONG = { ...FAR, livenessTimeoutMs: 10_000, idleTimeoutMs: 20_000 };

describe('a process that did not look', () => {
  it.each([
    ['a busy event loop', 30_000],
    ['a suspended machine', 600_000],
  ])('for %s kills nobody who is well', async (_, ms) => {
    const world = aWorld();
    const { tracker, clock } = world;
    const run = await hanging(world, { limits: LONG });
    const ids = await Promise.all(
      Array.from({ length: 50 }, () => running(tracker, { limits: LONG })),
    );
    clock.sleepThrough(ms);
    await clock.advance(200);
    for (const id of ids) expect(tracker.heartbeat(id)).toBe(true);
    expect((await tracker.getMetrics()).byState).toMatchObject({
      running: 51,
      dead: 0,
      timeout: 0,
    });
    expect((await tracker.getMetrics()).longestSleepMs).toBeGreaterThanOrEqual(ms);
    expect(run.outcome).toBeUndefined();
  });

  it('is heard when its first act is a heartbeat, before any sweep', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: LONG });
    clock.sleepThrough(30_000);
    expect(tracker.heartbeat(id)).toBe(true);
    expect(await tracker.getExecutionState(id)).toBe('running');
  });

  it('gives no more than the time it slept: who stays silent afterwards dies', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: LONG });
    await clock.advance(4_000);
    clock.sleepThrough(30_000);
    await clock.advance(5_000);
    expect(await tracker.getExecutionState(id)).toBe('running');
    await clock.advance(2_000);
    expect(await tracker.getExecutionState(id)).toBe('dead');
  });

  it('does not stop the clocks that measure a promise: execution and start go by the store', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker);
    const waiting = await tracker.createExecution(REQUEST);
    clock.sleepThrough(60_000);
    expect(await tracker.getExecution(id)).toMatchObject({ cause: { clock: 'execution' } });
    expect(await tracker.getExecution(waiting)).toMatchObject({ cause: { clock: 'start' } });
  });

  it.each([1_000, 60_000, 3_600_000])(
    'is not one that sweeps every %d ms: it looks all the same',
    async (ms) => {
      const { tracker, clock } = aWorld({ sweepIntervalMs: ms });
      const id = await running(tracker, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
      await clock.advance(1_001);
      expect(await tracker.getExecutionState(id)).toBe('dead');
    },
  );

  it('is not one that only reads: it judges the silence of others', async () => {
    const { tracker, clock, store } = aWorld(NO_SWEEPS);
    const reader = new AgentExecutionTracker({ store, clock, name: 'reader', ...NO_SWEEPS });
    const id = await running(tracker, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
    await clock.advance(60_000);
    expect(await reader.getExecution(id)).toMatchObject({ cause: { judgedBy: 'reader' } });
  });
});

describe('a hold', () => {
  it('of 15 minutes survives, and its run goes on to its answer', async () => {
    const { tracker, clock } = aWorld();
    let approve: (by: string) => void = () => undefined;
    const approval = new Promise<string>((resolve) => (approve = resolve));
    const outcome = tracker.run(REQUEST, async (execution) => {
      const by = await execution.hold({ reason: 'approval' }, () => approval);
      execution.progress();
      return `approved by ${by}`;
    });
    await clock.advance(900_000);
    approve('the boss');
    expect(await outcome).toMatchObject({ state: 'completed', answer: 'approved by the boss' });
    const execution = await tracker.getExecution((await outcome).executionId);
    expect(execution?.heldMs).toBe(900_000);
  });

  it.each(['livenessTimeoutMs', 'idleTimeoutMs', 'executionTimeoutMs'] as const)(
    'stops the clock of %s, which goes on where it stood',
    async (limit) => {
      const { tracker, clock } = aWorld();
      const id = await running(tracker, { limits: { ...FAR, [limit]: 1_000 } });
      await clock.advance(600);
      await tracker.holdExecution(id, { reason: 'approval' });
      await clock.advance(5_000);
      await tracker.resumeExecution(id);
      const left = limit === 'executionTimeoutMs' ? 400 : 1_000;
      await clock.advance(left);
      expect(await tracker.getExecutionState(id)).toBe('running');
      await clock.advance(1);
      expect(await tracker.getExecution(id)).toHaveProperty('endedAt');
    },
  );

  it('does not stop the bound that was known at birth, however often it is taken', async () => {
    const { tracker, clock } = aWorld();
    const limits = { startTimeoutMs: 100, executionTimeoutMs: 1_000, holdTimeoutMs: 2_000 };
    const id = await running(tracker, { limits });
    const { endsBy = 0 } = (await tracker.getExecution(id)) ?? {};
    for (let i = 0; i < 20; i++) {
      await tracker.holdExecution(id, { reason: 'again' }).catch(() => undefined);
      await clock.advance(150);
      await tracker.resumeExecution(id).catch(() => undefined);
    }
    await clock.advance(1_100);
    const execution = await tracker.getExecution(id);
    expect(execution && 'endedAt' in execution && execution.endedAt).toBeLessThanOrEqual(endsBy);
  });

  it('is over at its own deadline, and its history says how long it lasted', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker);
    await tracker.holdExecution(id, { reason: 'approval', timeoutMs: 500 });
    await clock.advance(501);
    const cause = { clock: 'hold', limitMs: 500, elapsedMs: 500 };
    expect(await tracker.getExecution(id)).toMatchObject({ state: 'timeout', cause, heldMs: 500 });
  });

  it('does not hinder a cancel', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker);
    await tracker.holdExecution(id, { reason: 'approval' });
    await tracker.cancelExecution(id);
    await clock.advance(5_001);
    expect(await tracker.getExecution(id)).toMatchObject({
      cause: { kind: 'cancellation', forced: true },
    });
  });
});

describe('two trackers of one store', () => {
  function two() {
    const world = aWorld();
    const mortal = new MortalClock(world.clock);
    const other = new AgentExecutionTracker({ store: world.store, clock: mortal, name: 'other' });
    return { ...world, other, crash: () => mortal.crash() };
  }

  it('end an execution once, though both sweep', async () => {
    const { tracker, other, clock } = two();
    const limits = { ...FAR, executionTimeoutMs: 1_000 };
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, i) => running(i % 2 ? tracker : other, { limits })),
    );
    await clock.advance(3_000);
    await Promise.all([tracker.sweep(), other.sweep()]);
    for (const id of ids) {
      const facts = (await tracker.history(id)).filter(({ type }) => type === 'ended');
      expect(facts).toHaveLength(1);
    }
  });

  it('tell a worker that the other has ended its execution', async () => {
    const { tracker, other, clock } = two();
    const run = await hanging({ tracker: other, clock });
    await tracker.failExecution(run.id, { error: 'operator' });
    await clock.settle();
    expect(run.outcome).toMatchObject({ state: 'failed' });
    expect(run.signal.aborted).toBe(true);
    expect(run.signal.reason).toMatchObject({ code: 'already_ended' });
  });

  it('tell a worker that a cancel was requested elsewhere', async () => {
    const { tracker, other, clock } = two();
    const run = await hanging({ tracker: other, clock });
    await tracker.forUser('ann').cancelExecution(run.id, { reason: 'enough' });
    await clock.settle();
    expect(run.signal.aborted).toBe(true);
    expect(run.outcome).toBeUndefined();
    await clock.advance(5_100);
    expect(run.outcome).toMatchObject({ state: 'cancelled', cause: { reason: 'enough' } });
  });

  it('do not take a run for dead whose process renews its lease', async () => {
    const { tracker, other, clock } = two();
    const run = await hanging(
      { tracker: other, clock },
      { limits: { ...FAR, livenessTimeoutMs: 10_000 } },
    );
    await clock.advance(120_000);
    expect(await tracker.getExecutionState(run.id)).toBe('running');
  });

  it('find the runs of a crashed one dead, with the evidence', async () => {
    const { tracker, other, clock, crash } = two();
    const limits = { ...FAR, livenessTimeoutMs: 10_000 };
    const run = await hanging({ tracker: other, clock }, { limits });
    await clock.advance(60_000);
    crash();
    const crashedAt = clock.now();
    await clock.advance(13_000);
    const execution = await tracker.getExecution(run.id);
    const cause = { kind: 'death', evidence: 'lease_lapsed', limitMs: 10_000, judgedBy: 'tester' };
    expect(execution).toMatchObject({ state: 'dead', cause });
    if (execution?.state !== 'dead') throw new Error('it lives');
    expect(crashedAt - execution.cause.lastSignAt).toBeLessThanOrEqual(2_100);
    expect(execution.endedAt).toBe(execution.cause.lastSignAt + 10_000);
  });

  it('leave a verdict of silence when a sign came in meanwhile', async () => {
    const { tracker, other, clock } = two();
    const id = await running(other, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
    for (let i = 0; i < 10; i++) {
      await clock.advance(900);
      expect(other.heartbeat(id)).toBe(true);
      expect(await tracker.getExecutionState(id)).toBe('running');
    }
  });
});
