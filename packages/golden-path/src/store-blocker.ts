import { sleep, type Clock } from '@tracker/core';
import { StoreKind, storeKind } from '@tracker/stores';
import Database from 'libsql';
import pg from 'pg';

/** Makes a store unusable for a moment, for every process at once. */
export interface StoreBlocker {
  /** Never rejects: a store that can't be blocked now is in trouble already. */
  block(): Promise<void>;
  close(): Promise<void>;
}

/** How long the file stays locked, in milliseconds. */
const LOCKED_MS = 400;

/** How long to try for the lock, and how often, in milliseconds. */
const PATIENCE = { totalMs: 3_000, everyMs: 4 };

/** By which the connections of a play are told from those of others; part of the store's address. */
export const APPLICATION = 'tracker-golden-path';

/** The blocker of the store at this address. */
export function openStoreBlocker(address: string, clock: Clock): StoreBlocker {
  return storeKind(address) === StoreKind.POSTGRES
    ? postgresBlocker(address)
    : sqliteBlocker(address, clock);
}

/** Holds the file's write lock, as another program would that keeps a transaction open. */
function sqliteBlocker(file: string, clock: Clock): StoreBlocker {
  let busy: Promise<void> = Promise.resolve();
  const lock = async (): Promise<void> => {
    const database = new Database(file, { timeout: 0 });
    try {
      for (let waited = 0; waited < PATIENCE.totalMs; waited += PATIENCE.everyMs) {
        if (begin(database)) {
          await sleep(clock, LOCKED_MS);
          database.exec('ROLLBACK');
          return;
        }
        await sleep(clock, PATIENCE.everyMs);
      }
    } finally {
      database.close();
    }
  };
  return {
    block: () => (busy = busy.then(lock).catch(() => undefined)),
    close: () => busy,
  };
}

function begin(database: Database.Database): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch {
    return false; // somebody else has it
  }
}

/** Ends every connection of the play, as a server that restarts would. */
function postgresBlocker(url: string): StoreBlocker {
  const block = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = $1 AND datname = current_database() AND pid <> pg_backend_pid()`,
        [APPLICATION],
      );
    } catch {
      // it can't be reached: that is trouble enough
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  let busy: Promise<void> = Promise.resolve();
  return { block: () => (busy = busy.then(block)), close: () => busy };
}
