// @ts-check
import { goal } from './goal.js';
import { ratio, spread } from './spread.js';

/** @typedef {import('./duel.js').Rates} Rates */
/** @typedef {import('./goal.js').Reach} Reach */

/**
 * What each contender did.
 * @param {Rates} rates
 */
export function figuresOf(rates) {
  return Object.entries(rates).map(([name, values]) => ({
    name,
    value: spread(values),
    unit: '/s',
  }));
}

/**
 * How many times as fast as a peer.
 * @param {Rates} rates
 * @param {{ ours: string, peer: string, claim: string, reach: Reach }} asked
 */
export function faster(rates, { ours, peer, claim, reach }) {
  const value = ratio(rates[ours] ?? [], rates[peer] ?? []);
  return goal({ claim, against: peer, value, unit: '×', reach });
}
