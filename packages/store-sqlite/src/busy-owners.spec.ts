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
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A process with 300 runs that make no progress, and another one on the same file. */
  async function aHouse(name: string, soon: (run: () => void) => void = setImmediate) {
    const clock = new ManualClock();
    const file = join(folder, name);
    const busy = await SqliteStore.open({ file, clock, soon });
    const parts = { clock, sweepIntervalMs: 3_600_000 };
    const tracker = new AgentExecutionTracker({ store: busy, name: 'busy', ...parts });
    const endless = new Promise<never>(() => undefined);
    for (let i = 0; i < 300; i++) void tracker.run({ ...REQUEST, limits: LIMITS }, () => endless);
    while ((await busy.latestCursor()) < 900) await new Promise(setImmediate);
    const store = await SqliteStore.open({ file, clock });
    const other = new AgentExecutionTracker({ store, name: 'other', ...parts });
    const close = async (): Promise<void> => {
      await store.close();
      await busy.close();
    };
    return { clock, file, store, other, close };
  }

  /** As its beacon does. */
  async function vouch(file: string, now: number, stalledSince: number): Promise<void> {
    const beacon = (await loadDriver()).connect(file);
    beacon
      .prepare("UPDATE leases SET renewed_at = ?, stalled_since = ? WHERE owner LIKE 'busy/%'")
      .run(now, stalledSince);
    beacon.close();
  }

  it('hides nothing that is due elsewhere, while nothing counts against it', async () => {
    const { clock, file, store, other, close } = await aHouse('hides.db');
    const stalledSince = clock.now();
    clock.sleepThrough(30_000);
    const id = await other.createExecution({ ...REQUEST, limits: { startTimeoutMs: 60_000 } });
    clock.sleepThrough(61_000);
    await vouch(file, clock.now(), stalledSince);
    const due = await store.due(1_000);
    expect(due.map(({ record }) => record.id)).toEqual([id]);
    await close();
  });

  it('is given its time off until the last of them is written down', async () => {
    let between = async (): Promise<void> => undefined;
    const offered: unknown[] = [];
    const { clock, file, store, close } = await aHouse('gives.db', (run) => {
      void between().then(() => setImmediate(run));
    });
    const stalledSince = clock.now();
    clock.sleepThrough(91_000);
    await vouch(file, clock.now(), stalledSince);
    let looks = 0;
    between = async () => {
      looks += 1;
      offered.push(...(await store.due(1_000)));
    };
    // it turns again, and renews its lease
    await clock.advance(5_000);
    while (looks === 0) await new Promise(setImmediate);
    offered.push(...(await store.due(1_000)));
    expect(offered).toEqual([]);
    await close();
  });
});
