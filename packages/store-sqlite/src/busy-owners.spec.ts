import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { SqliteStore } from './index.js';
import { loadDriver } from './sqlite-driver.js';

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't' };
const FAR = 80_000_000;
const LIMITS = { startTimeoutMs: FAR, executionTimeoutMs: FAR, idleTimeoutMs: 60_000 };

describe('a process that is busy with many executions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-busy-'));
  const file = join(folder, 'tracker.db');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('hides nothing that is due elsewhere, while nothing counts against it', async () => {
    const clock = new ManualClock();
    const busy = await SqliteStore.open({ file, clock });
    const tracker = new AgentExecutionTracker({ store: busy, clock, name: 'busy' });
    const endless = new Promise<never>(() => undefined);
    for (let i = 0; i < 300; i++) void tracker.run({ ...REQUEST, limits: LIMITS }, () => endless);
    while ((await busy.latestCursor()) < 600) await new Promise(setImmediate);

    const store = await SqliteStore.open({ file, clock });
    const other = new AgentExecutionTracker({ store, clock, name: 'other' });
    const stalledSince = clock.now();
    clock.sleepThrough(30_000);
    const id = await other.createExecution({ ...REQUEST, limits: { startTimeoutMs: 60_000 } });
    clock.sleepThrough(61_000);
    // as its beacon would
    const beacon = (await loadDriver()).connect(file);
    beacon
      .prepare("UPDATE leases SET renewed_at = ?, stalled_since = ? WHERE owner = 'busy'")
      .run(clock.now(), stalledSince);
    beacon.close();

    const due = await store.due(1_000);
    expect(due.map(({ record }) => record.id)).toEqual([id]);
    await store.close();
    await busy.close();
  });
});
