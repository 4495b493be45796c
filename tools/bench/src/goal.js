// @ts-check

/** @typedef {import('./spread.js').Spread} Spread */

/**
 * What a figure must be.
 * @typedef {object} Reach
 * @property {'≥' | '>' | '≤' | '<'} is
 * @property {number} limit
 */

/**
 * @typedef {object} Goal
 * @property {string} claim what is measured
 * @property {string} against the peer, or what the limit is about
 * @property {Spread} value
 * @property {string} unit
 * @property {Reach} reach
 * @property {boolean} reached by the median
 */

/** @type {Record<Reach['is'], (value: number, limit: number) => boolean>} */
const HOLDS = {
  '≥': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
  '≤': (value, limit) => value <= limit,
  '<': (value, limit) => value < limit,
};

/**
 * A goal, with the verdict on it.
 * @param {Omit<Goal, 'reached'>} measured
 * @returns {Goal}
 */
export function goal(measured) {
  const { value, reach } = measured;
  return { ...measured, reached: HOLDS[reach.is](value.median, reach.limit) };
}
