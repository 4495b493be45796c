/** Milliseconds since some instant, which no setting of a clock changes; the one place here that asks the machine. */
export function monotonic(): number {
  return performance.now();
}
