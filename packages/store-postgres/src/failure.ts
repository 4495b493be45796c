import { TrackerError, TrackerErrorCode } from '@tracker/state';

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

/** Whether the connection an error came over is of no more use. */
export function isLost(error: unknown): boolean {
  const { severity } = (error ?? {}) as { severity?: unknown };
  return severity !== 'ERROR';
}

/** Whether the database itself has refused what it was asked, so that nothing of it was done. */
export function isRefused(error: unknown): boolean {
  const { cause } = (error ?? {}) as { cause?: unknown };
  const { severity } = (cause ?? {}) as { severity?: unknown };
  return severity === 'ERROR';
}

/** What callers are told when the database did not answer as it should have. */
export function storeFailure(asked: string, error: unknown): TrackerError {
  if (TrackerError.is(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message: `PostgreSQL did not ${asked}: ${reason}. Whether it was done is unknown; the same may be asked again.`,
    details: { sqlState: codeOf(error) },
    cause: error,
  });
}

/** What callers are told once the store is closed. */
export function storeClosed(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CLOSED,
    message: 'The PostgreSQL store is closed; open a new one to go on.',
  });
}
