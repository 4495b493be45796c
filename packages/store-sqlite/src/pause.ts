// Waiting for another process's lock, and gathering commits, is about the real machine and not about the time of
// executions: a store on a clock that stands still must not wait for ever.

/** Resolves after `ms` real milliseconds; keeps the process alive meanwhile. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Calls `run` once the event loop has turned. */
export function nextTurn(run: () => void): void {
  setImmediate(run);
}

/** Milliseconds of the machine that never go back; only their differences mean something. */
export function stopwatch(): number {
  return performance.now();
}
