import { EXECUTION_LIMITS } from '@tracker/state';
import { DEFAULT_LIMITS } from './index.js';
import { FAR, NO_SWEEPS, REQUEST, aWorld, hanging, refusal, running } from './world.fixture.js';

const NO_LIMITS: [string, unknown][] = [
  ['zero', 0],
  ['a negative one', -1],
  ['half a millisecond', 0.5],
  ['NaN', Number.NaN],
  ['infinity', Infinity],
  ['more than 366 days', 31_622_400_001],
  ['a string', '25'],
  ['null', null],
  ['a configuration object', { timeout: 25 }],
];

describe('a limit', () => {
  it.each(
    EXECUTION_LIMITS.flatMap((limit) =>
      NO_LIMITS.map(([what, given]) => [limit, what, given] as const),
    ),
  )(
    '%s is refused for %s (legacy: 0 became the default, 0.5 became 0)',
    async (limit, _, given) => {
      const { tracker, store } = aWorld();
      const error = await refusal(
        tracker.createExecution({ ...REQUEST, limits: { [limit]: given } as never }),
      );
      expect(error.code).toBe('invalid_input');
      expect(error.message).toContain(`limits.${limit}: `);
      expect(() => aWorld({ agents: { triage: { [limit]: given } as never } })).toThrow(limit);
      expect(await store.latestCursor()).toBe(0);
    },
  );

  it('is not changed once the execution is born: there is no call for it (legacy: set_timeout stored a number as configuration)', () => {
    const { tracker } = aWorld();
    expect(
      'setTimeout' in tracker || 'set_timeout' in tracker || 'updateExecution' in tracker,
    ).toBe(false);
  });

  it('is one number for all who look (legacy: two clocks said 25 s and 15 s)', async () => {
    const { tracker, clock } = aWorld(NO_SWEEPS);
    const id = await running(tracker, { limits: { ...FAR, executionTimeoutMs: 15_000 } });
    await clock.advance(15_001);
    const [byId, state, listed] = await Promise.all([
      tracker.getExecution(id),
      tracker.getExecutionState(id),
      tracker.listExecutions(),
    ]);
    expect([byId?.state, state, listed.executions[0]?.state]).toEqual([
      'timeout',
      'timeout',
      'timeout',
    ]);
  });

  it('stops counting at the end (legacy: check_timeout went on after completion)', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker);
    await tracker.completeExecution(id, { answer: 'x' });
    await clock.advance(600_000);
    expect(await tracker.getExecutionState(id)).toBe('completed');
  });

  it.each([
    ['data_helper', 45_000],
    ['synthetic_data', 120_000],
    ['triage', DEFAULT_LIMITS.executionTimeoutMs],
  ])(
    'of %s is found by its whole name (legacy: by what stands before the first "_")',
    async (agentName, ms) => {
      const agents = {
        data: { executionTimeoutMs: 60_000 },
        data_helper: { executionTimeoutMs: 45_000 },
        synthetic_data: { executionTimeoutMs: 120_000 },
      };
      const { tracker } = aWorld({ agents });
      const id = await tracker.createExecution({ ...REQUEST, agentName });
      expect((await tracker.getExecution(id))?.limits.executionTimeoutMs).toBe(ms);
    },
  );
});

describe('an execution', () => {
  it('is not swept away although healthy: a run needs no heartbeats (legacy: dead after 10 s)', async () => {
    const world = aWorld();
    const limits = { executionTimeoutMs: 300_000, idleTimeoutMs: 300_000 };
    const run = await hanging(world, { limits });
    await world.clock.advance(120_000);
    expect(await world.tracker.getExecutionState(run.id)).toBe('running');
  });

  it('that waits to begin does not die of silence 10 s after its birth (legacy: like all others)', async () => {
    const { tracker, clock } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    await clock.advance(30_000);
    expect(await tracker.getExecutionState(id)).toBe('pending');
    await clock.advance(1);
    expect(await tracker.getExecution(id)).toMatchObject({
      state: 'timeout',
      cause: { clock: 'start' },
    });
  });

  it('that never begins does not wait for ever (legacy: PENDING was never swept)', async () => {
    const { tracker, clock } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    await clock.advance(100_000);
    expect(await tracker.getExecutionState(id)).toBe('timeout');
  });

  it('that is starting times out too (legacy: raised inside a callback, stuck for ever)', async () => {
    const { tracker, clock } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    await tracker.startExecution(id);
    for (let s = 0; s < 31; s++) {
      tracker.heartbeat(id);
      await clock.advance(1_000);
    }
    expect(await tracker.getExecution(id)).toMatchObject({
      state: 'timeout',
      cause: { clock: 'start' },
    });
  });

  it('can complete straight from starting, and nothing stays armed (legacy: raised, timers went on)', async () => {
    const { tracker, clock } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    await tracker.startExecution(id);
    await tracker.completeExecution(id, { answer: 'x' });
    await clock.advance(100_000);
    expect(await tracker.getExecutionState(id)).toBe('completed');
    expect((await tracker.getMetrics()).live).toBe(0);
  });
});

describe('a heartbeat', () => {
  it('does not revive the dead, swept or not (legacy: silently)', async () => {
    for (const options of [{}, NO_SWEEPS]) {
      const { tracker, clock } = aWorld(options);
      const id = await running(tracker, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
      await clock.advance(1_001);
      expect(tracker.heartbeat(id)).toBe(false);
      expect(await tracker.getExecutionState(id)).toBe('dead');
    }
  });

  it.each(['startTimeoutMs', 'executionTimeoutMs', 'idleTimeoutMs', 'cancelGraceMs'] as const)(
    'and progress after %s ran out count no more, whether or not a sweeper has been by',
    async (limit) => {
      for (const options of [{}, NO_SWEEPS]) {
        for (const sign of ['heartbeat', 'progress'] as const) {
          const { tracker, clock } = aWorld(options);
          const id = await tracker.createExecution({
            ...REQUEST,
            limits: { ...FAR, [limit]: 1_000 },
          });
          await tracker.updateExecutionState(
            id,
            limit === 'startTimeoutMs' ? 'starting' : 'running',
          );
          if (limit === 'cancelGraceMs') await tracker.cancelExecution(id);
          await clock.advance(1_001);
          expect(tracker[sign](id)).toBe(false);
          expect(await tracker.getExecution(id)).toHaveProperty('endedAt');
        }
      }
    },
  );

  it('of a run comes too late as well once its idle limit has passed', async () => {
    const world = aWorld(NO_SWEEPS);
    let progress = (): void => undefined;
    const outcome = world.tracker.run(
      { ...REQUEST, limits: { idleTimeoutMs: 1_000 } },
      (execution) => {
        progress = () => execution.progress();
        return new Promise(() => undefined);
      },
    );
    await world.clock.advance(1_001);
    progress();
    await world.tracker.listExecutions();
    expect(await outcome).toMatchObject({ state: 'timeout', cause: { clock: 'idle' } });
  });

  it('exactly on the limit counts, every time (legacy: only every second one)', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
    for (let i = 0; i < 20; i++) {
      await clock.advance(1_000);
      expect(tracker.heartbeat(id)).toBe(true);
    }
    expect(await tracker.getExecutionState(id)).toBe('running');
  });

  it('is no state change: it does not turn starting into running (legacy: it did)', async () => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    await tracker.startExecution(id);
    expect(tracker.heartbeat(id)).toBe(true);
    expect(await tracker.getExecutionState(id)).toBe('starting');
    expect(await tracker.history(id)).toHaveLength(2);
  });

  it('is no progress: a worker that only beats is idle', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: { ...FAR, idleTimeoutMs: 5_000 } });
    for (let s = 0; s < 6; s++) {
      tracker.heartbeat(id);
      await clock.advance(1_000);
    }
    expect(await tracker.getExecution(id)).toMatchObject({
      state: 'timeout',
      cause: { clock: 'idle' },
    });
  });

  it.each(['never', '', 'x'.repeat(999)])('of %j is false and no error', (id) => {
    const { tracker } = aWorld();
    expect([tracker.heartbeat(id), tracker.progress(id)]).toEqual([false, false]);
  });
});

describe('a death', () => {
  it('does not erase its own evidence (legacy: last_heartbeat became the time of the sweep)', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: { ...FAR, livenessTimeoutMs: 10_000 } });
    await clock.advance(3_000);
    tracker.heartbeat(id);
    const lastSignAt = clock.now();
    await clock.advance(60_000);
    const cause = { evidence: 'silence', lastSignAt, limitMs: 10_000, judgedBy: 'tester' };
    expect(await tracker.getExecution(id)).toMatchObject({ cause, endedAt: lastSignAt + 10_000 });
  });

  it('is told once (legacy: callbacks every 2 s for ever, or never)', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
    await clock.advance(20_000);
    await tracker.sweep();
    const ends = (await tracker.history(id)).filter(({ type }) => type === 'ended');
    expect(ends).toHaveLength(1);
  });

  it('of one is seen as fast as of a thousand (legacy: 2 s of delay for each)', async () => {
    const { tracker, clock } = aWorld();
    const limits = { ...FAR, livenessTimeoutMs: 1_000 };
    await Promise.all(Array.from({ length: 1_000 }, () => running(tracker, { limits })));
    const begun = clock.now();
    await clock.advance(1_200);
    const { byState } = await tracker.getMetrics();
    expect(byState.dead).toBe(1_000);
    const page = await tracker.listExecutions({ limit: 1_000 });
    expect(page.executions.every((e) => 'endedAt' in e && e.endedAt === begun + 1_000)).toBe(true);
  });

  it('of one does not wait for those who listen slowly or badly (legacy: awaited in the sweep, or deadlocked)', async () => {
    const { tracker, clock, store } = aWorld();
    store.subscribe(() => {
      throw new Error('a bad listener');
    });
    const seen = await tracker.createExecution(REQUEST);
    const slow = tracker.watch({ after: 0 });
    expect((await slow.next()).value?.executionId).toBe(seen);
    const limits = { ...FAR, livenessTimeoutMs: 1_000 };
    const ids = [await running(tracker, { limits }), await running(tracker, { limits })];
    await clock.advance(1_100);
    for (const id of ids) expect(await tracker.getExecutionState(id)).toBe('dead');
  });

  it('is not kept from the others by one record that can not be settled (legacy: one bad record stopped all)', async () => {
    const userMessage = (): string => {
      throw new Error('no words');
    };
    const { tracker, clock } = aWorld({ userMessage });
    const limits = { ...FAR, livenessTimeoutMs: 1_000 };
    const ids = [await running(tracker, { limits }), await running(tracker, { limits })];
    await clock.advance(1_100);
    for (const id of ids) expect(await tracker.getExecutionState(id)).toBe('dead');
  });
});
