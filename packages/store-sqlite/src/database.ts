import { TABLE_DIGEST, TrackerError, TrackerErrorCode } from '@tracker/state';
import { APPLICATION_ID, MIGRATIONS } from './schema.js';
import type { Connection, SqliteDriver } from './sqlite-driver.js';
import { toTrackerError } from './sqlite-fault.js';
import { Transactions, type TransactionsOptions } from './transactions.js';

/** A step changes a few bytes of each page it touches, and whole pages are flushed: so they are small. */
const PAGE_BYTES = 2_048;

/** Pages in the log after which it is taken over: with pages of this size 4 MB, as SQLite has it by itself. */
const LOG_PAGES = 2_000;

/** Pages that the log keeps room for: with those of the last transaction, so that only a burst is cut off again. */
const LOG_PAGES_KEPT = 2_500;

/** A file, opened, proved to be ours, and brought to the present schema. */
export async function openDatabase(
  driver: SqliteDriver,
  options: TransactionsOptions,
): Promise<Transactions> {
  const connection = connect(driver, options.file);
  try {
    const transactions = new Transactions(connection, options);
    await prepareFile(transactions, options.file);
    boundLog(connection);
    return transactions;
  } catch (error) {
    closeQuietly(connection);
    throw error;
  }
}

/** A connection that never waits inside SQLite and loses nothing that it acknowledged. */
export function connect(driver: SqliteDriver, file: string): Connection {
  let connection: Connection | undefined;
  try {
    connection = driver.connect(file);
    connection.exec('PRAGMA busy_timeout = 0; PRAGMA foreign_keys = ON');
    connection.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
    return connection;
  } catch (error) {
    if (connection) closeQuietly(connection);
    // not every driver gives the code of what went wrong before there is a connection
    const unnamed = connection ? undefined : 'CANTOPEN';
    throw toTrackerError(error, file, { tried: 'Opening the store', unnamed });
  }
}

/** Refuses from now on what would make the file larger than that. */
export function limitSize(connection: Connection, maxBytes: number): void {
  const pages = Math.max(1, Math.floor(maxBytes / pragma(connection, 'page_size')));
  connection.prepare(`PRAGMA max_page_count = ${pages}`).get();
}

/** A reader of an old picture keeps the log from being begun anew; when it is, it gives back what it has grown by. */
function boundLog(connection: Connection): void {
  const bytes = LOG_PAGES_KEPT * pragma(connection, 'page_size');
  connection.prepare(`PRAGMA journal_size_limit = ${bytes}`).get();
}

export function closeQuietly(connection: Connection): void {
  try {
    connection.close();
  } catch {
    // it is given up anyway
  }
}

/** One of the numbers that SQLite keeps about a file. */
export function pragma(connection: Connection, name: string): number {
  const row = connection.prepare(`PRAGMA ${name}`).get() as Record<string, number>;
  return row[name] as number;
}

async function prepareFile(transactions: Transactions, file: string): Promise<void> {
  const { connection } = transactions;
  const isNew = await transactions.read('Opening the store', () => {
    const marked = pragma(connection, 'application_id');
    const pages = pragma(connection, 'page_count');
    if (pages > 0 && marked !== APPLICATION_ID) throw foreign(file);
    return pages === 0;
  });
  await transactions.read('Opening the store', () => {
    // has to be said before the first page is written
    if (isNew)
      connection.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA auto_vacuum = INCREMENTAL`);
    connection.exec('PRAGMA journal_mode = WAL');
  });
  await transactions.write('Opening the store', () => migrate(connection, file));
}

function migrate(connection: Connection, file: string): void {
  const version = pragma(connection, 'user_version');
  if (version > MIGRATIONS.length) throw tooNew(file, version);
  for (const migration of MIGRATIONS.slice(version)) connection.exec(migration);
  if (version === 0) {
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.prepare("INSERT INTO meta VALUES ('digest', ?)").run(TABLE_DIGEST);
  }
  if (version < MIGRATIONS.length) connection.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  assertDigest(connection, file);
}

function assertDigest(connection: Connection, file: string): void {
  const row = connection.prepare("SELECT value FROM meta WHERE key = 'digest'").get();
  const found = (row as { value?: string } | undefined)?.value;
  if (found === TABLE_DIGEST) return;
  throw new TrackerError({
    code: TrackerErrorCode.DIGEST_MISMATCH,
    message:
      `${file} was written under another state table (digest ${String(found)}, this version has ${TABLE_DIGEST}). ` +
      `Open it with the version of @tracker/* that wrote it, or give another file.`,
    details: { file, found, expected: TABLE_DIGEST },
  });
}

/** What is said of a database that somebody else made. */
export function foreign(file: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message: `${file} is a SQLite database of another program; nothing in it was changed. Give another file.`,
    details: { reason: 'foreign_file', file },
  });
}

function tooNew(file: string, version: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message:
      `${file} has schema ${version}, and this version of @tracker/store-sqlite knows up to ${MIGRATIONS.length}. ` +
      `Install the newer version that wrote it.`,
    details: { reason: 'newer_schema', file, version, known: MIGRATIONS.length },
  });
}
