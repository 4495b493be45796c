// @ts-check

/** @typedef {import('./spread.js').Spread} Spread */
/** @typedef {import('./goal.js').Goal} Goal */
/** @typedef {import('./scale.js').Scale} Scale */

/**
 * A figure without a goal: what a contender did.
 * @typedef {object} Figure
 * @property {string} name
 * @property {Spread} value
 * @property {string} unit
 */

/** @typedef {{ figures: Figure[], goals: Goal[] }} Findings */

/**
 * A row of the table. Each part is measured in a process of its own, so that nobody works in another's heap.
 * @template {Record<string, unknown>} [Measured=any]
 * @typedef {object} Row
 * @property {string} name what `--only` takes
 * @property {string} title
 * @property {{ [Part in keyof Measured]: (scale: Scale) => Promise<Measured[Part]> }} parts
 * @property {(measured: Measured) => Findings} judge
 */

/**
 * A row, with its parts and its judge agreeing on what is measured.
 * @template {Record<string, unknown>} Measured
 * @param {Row<Measured>} row
 * @returns {Row<Measured>}
 */
export function row(row) {
  return row;
}
