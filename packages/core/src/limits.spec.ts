import type { ExecutionLimits } from '@tracker/state';
import type { AgentExecutionTracker } from './index.js';
import { FAR, NO_SWEEPS, REQUEST, aWorld, running } from './world.fixture.js';

const LIMIT = 1_000;

interface Row {
  readonly limit: keyof ExecutionLimits;
  readonly begin: (tracker: AgentExecutionTracker, limits: ExecutionLimits) => Promise<unknown>;
  readonly state: string;
  readonly cause: object;
}

const run = (tracker: AgentExecutionTracker, limits: ExecutionLimits) =>
  running(tracker, { id: 'x', limits });

const ROWS: Row[] = [
  {
    limit: 'startTimeoutMs',
    begin: (tracker, limits) => tracker.createExecution({ ...REQUEST, id: 'x', limits }),
    state: 'timeout',
    cause: { kind: 'timeout', clock: 'start', limitMs: LIMIT, elapsedMs: LIMIT },
  },
  {
    limit: 'executionTimeoutMs',
    begin: run,
    state: 'timeout',
    cause: { kind: 'timeout', clock: 'execution', limitMs: LIMIT, elapsedMs: LIMIT },
  },
  {
    limit: 'idleTimeoutMs',
    begin: run,
    state: 'timeout',
    cause: { kind: 'timeout', clock: 'idle', limitMs: LIMIT, elapsedMs: LIMIT },
  },
  {
    limit: 'holdTimeoutMs',
    begin: async (tracker, limits) => {
      await run(tracker, limits);
      await tracker.holdExecution('x', { reason: 'approval' });
    },
    state: 'timeout',
    cause: { kind: 'timeout', clock: 'hold', limitMs: LIMIT, elapsedMs: LIMIT },
  },
  {
    limit: 'livenessTimeoutMs',
    begin: run,
    state: 'dead',
    cause: { kind: 'death', evidence: 'silence', limitMs: LIMIT, judgedBy: 'tester' },
  },
  {
    limit: 'cancelGraceMs',
    begin: async (tracker, limits) => {
      await run(tracker, limits);
      await tracker.cancelExecution('x', { reason: 'enough' });
    },
    state: 'cancelled',
    cause: { kind: 'cancellation', reason: 'enough', forced: true },
  },
];

const EYES = [
  ['with a sweeper', {}],
  ['without any sweep', NO_SWEEPS],
] as const;

const CASES = ROWS.flatMap((row) =>
  EYES.map(([eyes, options]) => ({ ...row, eyes, options, title: `${row.limit} ${eyes}` })),
);

const limitsWith = (limit: keyof ExecutionLimits) => ({ ...FAR, [limit]: LIMIT });

describe('a limit', () => {
  it.each(CASES)('$title: at exactly the limit it is in time', async (row) => {
    const { tracker, clock } = aWorld(row.options);
    await row.begin(tracker, limitsWith(row.limit));
    await clock.advance(LIMIT);
    expect(await tracker.getExecution('x')).not.toHaveProperty('endedAt');
  });

  it.each(CASES)('$title: at exactly the limit an answer still counts', async (row) => {
    const { tracker, clock } = aWorld(row.options);
    await row.begin(tracker, limitsWith(row.limit));
    await clock.advance(LIMIT);
    expect(await tracker.completeExecution('x', { answer: 'in time' })).toBe('completed');
  });

  it.each(CASES)('$title: a millisecond more is too late, and dated', async (row) => {
    const { tracker, clock } = aWorld(row.options);
    const begun = clock.now();
    await row.begin(tracker, limitsWith(row.limit));
    await clock.advance(LIMIT + 1);
    const { state, cause } = row;
    expect(await tracker.getExecution('x')).toMatchObject({ state, cause, endedAt: begun + LIMIT });
  });

  it.each(ROWS)('$limit: whoever looks, and however late, sees the same end', async (row) => {
    const seen = [];
    for (const [options, late] of [
      [{}, 1],
      [{}, 5_000],
      [NO_SWEEPS, 1],
      [NO_SWEEPS, 50_000],
    ] as const) {
      const { tracker, clock } = aWorld({ ...options, random: () => 0.5 });
      await row.begin(tracker, limitsWith(row.limit));
      await clock.advance(LIMIT + late);
      seen.push(await tracker.getExecution('x'), (await tracker.listExecutions()).executions[0]);
    }
    expect(new Set(seen.map((execution) => JSON.stringify(execution))).size).toBe(1);
  });

  it.each(ROWS)('$limit: a command that comes too late is refused', async (row) => {
    const { tracker, clock } = aWorld(NO_SWEEPS);
    await row.begin(tracker, limitsWith(row.limit));
    await clock.advance(LIMIT + 1);
    const late = tracker.completeExecution('x', { answer: 'late' });
    await expect(late).rejects.toMatchObject({ code: 'already_ended' });
    expect((await tracker.getExecution('x'))?.state).toBe(row.state);
  });

  it('stands in the record, with the instant by which all is over', async () => {
    const { tracker, clock } = aWorld();
    const id = await tracker.createExecution({ ...REQUEST, limits: { executionTimeoutMs: 7 } });
    const execution = await tracker.getExecution(id);
    expect(execution?.limits).toMatchObject({ executionTimeoutMs: 7, startTimeoutMs: 30_000 });
    expect(execution?.endsBy).toBe(clock.now() + 30_000 + 7 + 3_600_000);
  });

  it('is kept although the clock that ran out first is not the one that is looked at first', async () => {
    const { tracker, clock } = aWorld(NO_SWEEPS);
    const limits = { ...FAR, executionTimeoutMs: 3_000, idleTimeoutMs: 2_000 };
    const id = await running(tracker, { limits: { ...limits, livenessTimeoutMs: 1_000 } });
    await clock.advance(60_000);
    expect(await tracker.getExecution(id)).toMatchObject({ state: 'dead' });
  });
});

describe('the delivery limit', () => {
  it.each(EYES)('%s is met at exactly the limit, and overdue once after it', async (_, options) => {
    const { tracker, clock } = aWorld(options);
    const id = await running(tracker, { limits: { ...FAR, deliveryTimeoutMs: LIMIT } });
    await tracker.completeExecution(id, { answer: 'yes' });
    const endedAt = clock.now();
    await clock.advance(LIMIT);
    expect(await tracker.getExecution(id)).toMatchObject({ delivery: { overdueAt: null } });
    await clock.advance(1);
    for (const late of [0, 500, 5_000]) {
      await clock.advance(late);
      const delivery = { overdueAt: endedAt + LIMIT, acknowledgedAt: null };
      expect(await tracker.getExecution(id)).toMatchObject({ state: 'completed', delivery });
    }
    const history = await tracker.history(id);
    expect(history.filter(({ type }) => type === 'delivery_overdue')).toHaveLength(1);
  });

  it('stays silent about what was acknowledged in time', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: { ...FAR, deliveryTimeoutMs: LIMIT } });
    await tracker.completeExecution(id, { answer: 'yes' });
    await clock.advance(LIMIT);
    await tracker.acknowledge(id, { by: 'browser' });
    await clock.advance(LIMIT);
    const delivery = { overdueAt: null, acknowledgedBy: 'browser' };
    expect(await tracker.getExecution(id)).toMatchObject({ delivery });
  });
});
