import { statSync } from 'node:fs';
import { TABLE_DIGEST } from '@tracker/state';
import { connect, foreign, pragma } from './database.js';
import { pause } from './pause.js';
import { APPLICATION_ID, MIGRATIONS } from './schema.js';
import { loadDriver, type Connection, type DriverName } from './sqlite-driver.js';
import { isBusy, toTrackerError } from './sqlite-fault.js';

/** How often it is looked whether the lock is free, and how long between two looks. */
const LOOKS = 15;
const LOOK_MS = 20;

/** What a file is like, without opening it as a store. */
export interface FileCondition {
  readonly driver: DriverName;
  /** 0 for a file that is still empty. */
  readonly schemaVersion: number;
  /** What this package would bring it to. */
  readonly latestSchema: number;
  /** The state table that it was written under; null for a file that is still empty. */
  readonly digest: string | null;
  readonly expectedDigest: string;
  /** Whether somebody else holds the write lock, and does so for longer than a transaction takes. */
  readonly locked: boolean;
  /** Bytes that wait in the write-ahead log. */
  readonly walBytes: number;
}

/**
 * Looks at a file that is there and changes nothing in it. Rejects with `store_failure` when it can't be opened or is not
 * ours.
 */
export async function inspectFile(file: string): Promise<FileCondition> {
  const driver = await loadDriver();
  const connection = connect(driver, file);
  try {
    if (
      pragma(connection, 'page_count') > 0 &&
      pragma(connection, 'application_id') !== APPLICATION_ID
    ) {
      throw foreign(file);
    }
    const schemaVersion = pragma(connection, 'user_version');
    return {
      driver: driver.name,
      schemaVersion,
      latestSchema: MIGRATIONS.length,
      digest: schemaVersion === 0 ? null : digestOf(connection),
      expectedDigest: TABLE_DIGEST,
      locked: await isLocked(connection),
      walBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    };
  } catch (error) {
    throw toTrackerError(error, file, { tried: 'Looking at the store' });
  } finally {
    connection.close();
  }
}

function digestOf(connection: Connection): string | null {
  const row = connection.prepare("SELECT value FROM meta WHERE key = 'digest'").get();
  return (row as { value?: string } | undefined)?.value ?? null;
}

/** Whoever writes holds the lock for moments; only who holds it all the while stands in the way. */
async function isLocked(connection: Connection): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    if (!holdsLock(connection)) return false;
    if (tries === LOOKS) return true;
    await pause(LOOK_MS);
  }
}

function holdsLock(connection: Connection): boolean {
  try {
    connection.exec('BEGIN IMMEDIATE');
    connection.exec('ROLLBACK');
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  }
}
