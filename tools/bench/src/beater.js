// @ts-check

/** Everybody beats this often. */
const PERIOD_MS = 4_000;
const TICK_MS = 10;

/** More than this many times a tick's share is not made up for at once: a late beater must not be the pause itself. */
const CATCH_UP = 2;

/**
 * Beats for all there are, evenly over time, until stopped.
 * @param {() => number} size how many there are by now
 * @param {(index: number) => void} beat
 */
export function startBeating(size, beat) {
  let next = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const elapsed = Math.min(now - last, CATCH_UP * TICK_MS);
    last = now;
    const count = size();
    for (let share = Math.ceil((count * elapsed) / PERIOD_MS); share > 0; share--) {
      if (next >= count) next = 0;
      beat(next++);
    }
  }, TICK_MS);
  return () => clearInterval(timer);
}
