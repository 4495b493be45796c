import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conformance, type StoreSetup } from '@tracker/store-conformance';
import { SqliteStore } from './index.js';
import { connect } from './database.js';
import { loadDriver } from './sqlite-driver.js';

const setup: StoreSetup = {
  durable: true,
  exclusiveClaims: true,
  found: async ({ clock, maxEnded }) => {
    const directory = mkdtempSync(join(tmpdir(), 'tracker-sqlite-'));
    const file = join(directory, 'tracker.db');
    return {
      open: () =>
        SqliteStore.open({
          file,
          clock,
          beacon: false,
          ...(maxEnded === undefined ? {} : { maxEnded }),
        }),
      forgeDigest: async () => {
        const connection = connect(await loadDriver(), file);
        connection.exec("UPDATE meta SET value = 'another' WHERE key = 'digest'");
        connection.close();
      },
      remove: async () => rmSync(directory, { recursive: true }),
    };
  },
};

describe('the SQLite store', () => {
  it.each(conformance(setup))('$name', ({ run }) => run());
});
