import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** SQLite's primary result codes that mean something here. */
const NAMES: Readonly<Record<number, string>> = {
  5: 'BUSY',
  6: 'LOCKED',
  8: 'READONLY',
  10: 'IOERR',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'CANTOPEN',
  15: 'PROTOCOL',
  18: 'TOOBIG',
  19: 'CONSTRAINT',
  20: 'MISMATCH',
  23: 'AUTH',
  26: 'NOTADB',
};

/** What is said of data that are not taken. */
const REFUSED = [
  'refused',
  'nothing of it was written, and it would be refused again; look at what was to be written',
] as const;

/** What went wrong, in one word for programs, and what to do about it, for people. */
const ADVICE: Readonly<Record<string, readonly [reason: string, advice: string]>> = {
  BUSY: [
    'locked',
    'another process holds the write lock for too long; close what keeps a transaction open on it',
  ],
  LOCKED: ['locked', 'something else in this process keeps a transaction open on it'],
  PROTOCOL: ['locked', 'too many processes open it at once; try again'],
  READONLY: [
    'read_only',
    'the file or its directory can not be written; give this user the right to write both',
  ],
  IOERR: ['io_error', 'the disk or the file system failed; look at the system log'],
  CORRUPT: [
    'corrupt',
    'the file is damaged; put it aside with its -wal and -shm files, and restore a backup',
  ],
  FULL: [
    'disk_full',
    'the disk is full, or the file as large as `maxBytes` allows; make room, what was acknowledged is safe',
  ],
  CANTOPEN: [
    'can_not_open',
    'the file can not be opened or made; check that its directory exists and may be written',
  ],
  AUTH: ['denied', 'access is denied; check the rights on the file and its directory'],
  NOTADB: [
    'foreign_file',
    'the file is no SQLite database; give another name, nothing in it was changed',
  ],
  TOOBIG: REFUSED,
  CONSTRAINT: REFUSED,
  MISMATCH: REFUSED,
};

interface DriverError {
  readonly code?: unknown;
  readonly errcode?: unknown;
  readonly rawCode?: unknown;
}

/** The primary result code of a driver's error, as its name without `SQLITE_`; undefined when it is not SQLite's. */
function resultOf(error: unknown): string | undefined {
  const { code, errcode, rawCode } = (error ?? {}) as DriverError;
  const number = typeof errcode === 'number' ? errcode : rawCode;
  if (typeof number === 'number') return NAMES[number & 0xff] ?? 'OTHER';
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return undefined;
  return code.slice('SQLITE_'.length).split('_')[0];
}

/** Whether it is worth trying again soon: another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  const result = resultOf(error);
  return result === 'BUSY' || result === 'LOCKED' || result === 'PROTOCOL';
}

/** Whether the data that were to be written are refused themselves, so that nothing else will come of them. */
export function isRefused(error: unknown): boolean {
  if (!TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)) return false;
  // what SQLite was never asked: a value that can't be spelled, or that a driver takes for no parameter
  return error.details?.['reason'] === 'refused' || resultOf(error.cause) === undefined;
}

/** What was being done when a driver's error came. */
export interface Attempt {
  readonly tried: string;
  /** The result it stands for when the driver names none. */
  readonly unnamed?: string | undefined;
}

/** A driver's error as callers get it: what was tried, on which file, and what to do. */
export function toTrackerError(error: unknown, file: string, attempt: Attempt): TrackerError {
  if (TrackerError.is(error)) return error;
  const result = resultOf(error) ?? attempt.unnamed ?? '';
  const [reason, advice] = ADVICE[result] ?? ['failed', 'see the cause'];
  const said = error instanceof Error ? error.message : String(error);
  return new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message: `${attempt.tried} failed on ${file}: ${said}. To do: ${advice}.`,
    details: { reason, file },
    cause: error,
  });
}
