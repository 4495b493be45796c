import { AgentExecutionTracker } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { REQUEST } from './request.fixture.js';
import { newSchema, openStore, sql } from './place.fixture.js';

const FAR = 80_000_000;
const LIMITS = {
  startTimeoutMs: FAR,
  executionTimeoutMs: FAR,
  livenessTimeoutMs: FAR,
  idleTimeoutMs: 60_000,
};

describe('a process that is busy with many executions', () => {
  const schema = newSchema();
  afterAll(() => sql(`drop schema ${schema} cascade`));

  it('hides nothing that is due elsewhere, while nothing counts against it', async () => {
    const clock = new ManualClock();
    const busy = await openStore({ schema, clock });
    const tracker = new AgentExecutionTracker({ store: busy, clock, name: 'busy' });
    const endless = new Promise<never>(() => undefined);
    for (let i = 0; i < 200; i++) void tracker.run({ ...REQUEST, limits: LIMITS }, () => endless);
    while ((await busy.latestCursor()) < 600) await clock.settle();

    const store = await openStore({ schema, clock });
    const other = new AgentExecutionTracker({ store, clock, name: 'other' });
    const stalledSince = clock.now();
    clock.sleepThrough(30_000);
    const id = await other.createExecution({ ...REQUEST, limits: { startTimeoutMs: 60_000 } });
    clock.sleepThrough(61_000);
    // as its beacon would
    await sql(`update ${schema}.leases set renewed_at = ${clock.now()}, stalled_since = ${stalledSince}
      where owner like 'busy/%'`);

    const offered: string[] = [];
    // few at once, and each time what was offered is no longer kept from anybody
    for (let looks = 0; looks < 8; looks++) {
      offered.push(...(await store.due(4)).map(({ record }) => record.id));
      clock.sleepThrough(1_500);
    }
    expect(new Set(offered)).toEqual(new Set([id]));
    await store.close();
    await busy.close();
  });
});
