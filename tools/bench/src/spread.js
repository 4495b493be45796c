// @ts-check

/**
 * A figure with how far it swayed.
 * @typedef {object} Spread
 * @property {number} median
 * @property {number} min
 * @property {number} max
 */

/**
 * @param {readonly number[]} values at least one
 * @returns {Spread}
 */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), min: quantile(sorted, 0), max: quantile(sorted, 1) };
}

/**
 * Nearest rank, so that what is reported was really measured; of an even number the lower middle.
 * @param {readonly number[]} sorted ascending
 * @param {number} share 0 to 1
 * @returns {number} NaN when there is nothing
 */
export function quantile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/**
 * What two contenders did, round by round: only what ran side by side is compared, so a slow minute of the
 * machine slows both.
 * @param {readonly number[]} ours
 * @param {readonly number[]} theirs
 * @returns {number[]}
 */
export function ratios(ours, theirs) {
  return ours.map((value, round) => value / (theirs[round] ?? NaN));
}

/**
 * The same as one figure.
 * @param {readonly number[]} ours
 * @param {readonly number[]} theirs
 * @returns {Spread}
 */
export function ratio(ours, theirs) {
  return spread(ratios(ours, theirs));
}
