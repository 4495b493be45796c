import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@tracker/core';
import { SqliteStore } from '@tracker/store-sqlite';
import type { Ground } from './ground.js';

/**
 * A real file with three connections, so that processes know each other by the file alone. Nothing waits for the
 * machine: commits are gathered within a turn of the world, and no thread vouches for anybody.
 */
export async function sqliteGround(clock: Clock): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-world-'));
  const open = (): Promise<SqliteStore> =>
    SqliteStore.open({ file: join(folder, 'tracker.db'), clock, soon: queueMicrotask });
  const stores = [await open(), await open(), await open()] as const;
  return {
    stores,
    signsAreKnown: 'with a renewal',
    close: async () => {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
