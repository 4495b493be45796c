/** How long to wait between tries. */
export interface Backoff {
  /** The first wait at most, in milliseconds. */
  readonly baseMs: number;
  /** The longest wait, in milliseconds. */
  readonly maxMs: number;
}

/** The wait before try number `attempt`, from 1 on: exponential with full jitter, so that a crowd does not come back as one. */
export function backoffMs(
  attempt: number,
  { baseMs, maxMs }: Backoff,
  random: () => number,
): number {
  return Math.floor(random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1)));
}
