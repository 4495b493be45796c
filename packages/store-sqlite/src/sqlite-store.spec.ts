import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLE_DIGEST } from '@tracker/state';
import { conformance, type Place, type StoreSetup, type World } from '@tracker/store-conformance';
import { SqliteStore } from './index.js';
import { connect } from './database.js';
import { loadDriver } from './sqlite-driver.js';

/** A place on a file; with `fixture` one that an earlier version has left. */
async function place({ clock, maxEnded }: World, fixture?: string): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'tracker-sqlite-'));
  const file = join(directory, 'tracker.db');
  const setDigest = async (digest: string): Promise<void> => {
    const connection = connect(await loadDriver(), file);
    connection.prepare("UPDATE meta SET value = ? WHERE key = 'digest'").run(digest);
    connection.close();
  };
  if (fixture !== undefined) {
    copyFileSync(join(__dirname, '../fixtures', fixture), file);
    // it is about the schema; the state table has its own versions
    await setDigest(TABLE_DIGEST);
  }
  const kept = maxEnded === undefined ? {} : { maxEnded };
  return {
    open: () => SqliteStore.open({ file, clock, ...kept }),
    forgeDigest: () => setDigest('another'),
    remove: async () => rmSync(directory, { recursive: true }),
  };
}

const setup: StoreSetup = {
  durable: true,
  exclusiveClaims: true,
  found: (world) => place(world),
  earlier: { 'schema 1': (world) => place(world, 'schema-1.db') },
};

describe('the SQLite store', () => {
  it.each(conformance(setup))('$name', ({ run }) => run());
});
