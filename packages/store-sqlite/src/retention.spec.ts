import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { TERMINAL_STATES } from '@tracker/state';
import { fileWrongs } from './file-wrongs.fixture.js';
import { SqliteStore, type SqliteStoreOptions } from './index.js';

const SCHEMA_1_FILE = join(__dirname, '../fixtures/schema-1.db');

const DAY_MS = 86_400_000;
const request = { agentName: 'triage', userId: 'ann', threadId: 't' };

async function aWorld(options: Partial<SqliteStoreOptions>, earlier?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-retention-'));
  const file = join(folder, 'tracker.db');
  if (earlier !== undefined) copyFileSync(earlier, file);
  const clock = new ManualClock();
  const store = await SqliteStore.open({ file, clock, ...options });
  return {
    file,
    clock,
    store,
    live: async (lives: number) => {
      const tracker = new AgentExecutionTracker({ store, clock });
      const metadata = { note: 'x'.repeat(5_000) };
      const runs = Array.from({ length: lives }, () =>
        tracker.run({ ...request, metadata }, () => 'done'),
      );
      const ended = await Promise.all(runs);
      await tracker.createExecution({ ...request, id: `active ${clock.now()}` });
      await tracker.close();
      return ended.map(({ executionId }) => executionId);
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Lets the store tidy up until `isDone`. */
async function pass(clock: ManualClock, isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (let steps = 0; !(await isDone()); steps++) {
    if (steps > 2_000) throw new Error('it never came about');
    await clock.advance(60_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('what has ended long ago', () => {
  it('goes with its whole history, and the file gets smaller', async () => {
    const world = await aWorld({ endedKeptMs: DAY_MS });
    const [id = ''] = await world.live(300);
    const active = `active ${world.clock.now()}`;
    const size = (): number => statSync(world.file).size + statSync(`${world.file}-wal`).size;
    const before = size();
    world.clock.sleepThrough(DAY_MS);
    await pass(world.clock, async () => {
      const { byState } = await world.store.counts({ userId: 'ann' });
      return byState.completed === 0 && statSync(world.file).size < before / 3;
    });
    expect(await world.store.read(OPERATOR_SCOPE, id)).toBeUndefined();
    const page = { afterSeq: 0, limit: 10 };
    expect(await world.store.history(OPERATOR_SCOPE, id, page)).toEqual([]);
    expect(await world.store.read(OPERATOR_SCOPE, active)).toBeDefined();
    expect(await fileWrongs(world.file)).toEqual([]);
    await expect(world.store.feed(OPERATOR_SCOPE, { after: 1, limit: 10 })).rejects.toMatchObject({
      code: 'cursor_expired',
    });
    await world.close();
  });

  it('stays as long as it is to stay', async () => {
    const world = await aWorld({ endedKeptMs: DAY_MS });
    const ids = await world.live(10);
    world.clock.sleepThrough(DAY_MS / 2);
    const until = world.clock.now() + 600_000;
    await pass(world.clock, () => world.clock.now() > until);
    for (const id of ids) expect(await world.store.read(OPERATOR_SCOPE, id)).toBeDefined();
    await world.close();
  });
});

describe('more than may be kept', () => {
  it('lets the oldest ends go first', async () => {
    const world = await aWorld({ maxEnded: 20 });
    const old = await world.live(15);
    await world.clock.advance(1_000);
    const young = await world.live(20);
    await pass(world.clock, async () => {
      const { byState } = await world.store.counts({ userId: 'ann' });
      return byState.completed <= 20;
    });
    for (const id of young) expect(await world.store.read(OPERATOR_SCOPE, id)).toBeDefined();
    for (const id of old) expect(await world.store.read(OPERATOR_SCOPE, id)).toBeUndefined();
    await world.close();
  });

  it('goes from a file of the first schema, too', async () => {
    const world = await aWorld({ maxEnded: 1 }, SCHEMA_1_FILE);
    const ended = async (): Promise<number> => {
      const states = TERMINAL_STATES;
      return (await world.store.list(OPERATOR_SCOPE, { limit: 1_000, states })).length;
    };
    expect(await ended()).toBeGreaterThan(1);
    await pass(world.clock, async () => (await ended()) <= 1);
    expect(await ended()).toBe(1);
    await world.close();
  });
});
