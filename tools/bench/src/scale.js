// @ts-check

/**
 * How big and how long a run is.
 * @typedef {object} Scale
 * @property {number} many executions where a row says "many"
 * @property {number} few what "many" is compared with
 * @property {number} rounds of a duel
 * @property {number} timeMs of each contender in a round
 * @property {number} windows of the rows in real time
 * @property {number} windowMs
 */

/** @type {Readonly<Record<'full' | 'quick' | 'smoke', Scale>>} */
export const SCALES = Object.freeze({
  full: { many: 1_000_000, few: 1_000, rounds: 7, timeMs: 250, windows: 5, windowMs: 2_000 },
  quick: { many: 100_000, few: 1_000, rounds: 3, timeMs: 100, windows: 3, windowMs: 1_000 },
  // for the spec: that the code runs, not how fast
  smoke: { many: 100, few: 40, rounds: 2, timeMs: 1, windows: 2, windowMs: 150 },
});
