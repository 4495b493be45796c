/** Runs once those whose turn it is in the event loop have had it. */
export function soon(run: () => void): void {
  setImmediate(run);
}
