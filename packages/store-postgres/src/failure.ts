import { TrackerError, TrackerErrorCode } from '@tracker/state';
import pg from 'pg';

/** The error of the database or of the way to it, if it is one that carries a code. */
export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** What says that nothing was sent yet: the server is away, starting, stopping or full. */
const NOT_REACHED = new Set([
  ...[
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'ECONNRESET',
  ],
  ...['57P03', '53300', '57P01', '57P02', '08001', '08004', '08006'],
]);

/** Whether a connection that could not be had may be had later. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return NOT_REACHED.has(code);
  return error instanceof Error && /connection|timeout/i.test(error.message);
}

/** Classes of errors that end the connection they come over, of all that the database answers with. */
const ENDING = /^(08|57P|25P03)/;

/** Whether the connection an error came over is of no more use. */
export function isLost(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || ENDING.test(error.code ?? '');
}

/** What the database says of data that it does not take: not a value, against a constraint, too long, by a guard. */
const OF_THE_DATA = /^(22|23|54|TR)/;

/** Whether the database has refused the data themselves, so that nothing was written and nothing else will come of it. */
export function isRefused(error: unknown): boolean {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause instanceof pg.DatabaseError && OF_THE_DATA.test(cause.code ?? '');
}

/** What callers are told when the database did not answer as it should have. `asked` completes "did not …". */
export function storeFailure(asked: string, error: unknown): TrackerError {
  if (TrackerError.is(error)) return error;
  return failure(`PostgreSQL did not ${asked}`, error, true);
}

/** What callers are told when nothing could be asked of the database. */
export function storeUnreached(asked: string, error: unknown): TrackerError {
  if (TrackerError.is(error)) return error;
  return failure(`PostgreSQL could not be reached to ${asked}`, error, false);
}

function failure(what: string, error: unknown, sent: boolean): TrackerError {
  const then = sent
    ? 'Whether it was done is unknown; the same may be asked again.'
    : `Nothing was sent${isAway(error) ? '; ask again when it is there' : ''}.`;
  const code = codeOf(error);
  // of several addresses tried in vain the driver gives a code and no words
  const reason = (error instanceof Error ? error.message : String(error)) || code || 'no reason';
  return new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message: `${what}: ${reason}. ${then}`,
    details: { sqlState: code, sent },
    cause: error,
  });
}

/** Whether the connection broke under what was asked, so that asking again finds another. */
export function isCutOff(error: unknown): boolean {
  return TrackerError.is(error) && error.details?.['sent'] === true && isLost(error.cause);
}

/** What callers are told once the store is closed. */
export function storeClosed(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CLOSED,
    message: 'The PostgreSQL store is closed; open a new one to go on.',
  });
}
