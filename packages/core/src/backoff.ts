/** How long to wait between tries. */
export interface Backoff {
  /** The first wait at most, in milliseconds. */
  readonly baseMs: number;
  /** The longest wait, in milliseconds. */
  readonly maxMs: number;
}

/**
 * The wait before try number `attempt` (1 is the first repetition), in whole milliseconds: exponential with full
 * jitter, so that those who failed together do not come back together.
 */
export function backoffMs(
  attempt: number,
  { baseMs, maxMs }: Backoff,
  random: () => number,
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  return Math.floor(random() * ceiling) + 1;
}
