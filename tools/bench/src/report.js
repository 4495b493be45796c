// @ts-check
import { aligned } from './table.js';

/** @typedef {import('./goal.js').Goal} Goal */
/** @typedef {import('./spread.js').Spread} Spread */

/**
 * What `--json` prints.
 * @typedef {object} Report
 * @property {1} schema
 * @property {string} date ISO 8601
 * @property {string} commit with a `+` when packages held changes beside it
 * @property {import('./machine.js').Machine} machine
 * @property {import('./scale.js').Scale} scale
 * @property {boolean} quick
 * @property {boolean} reached every goal of every row
 * @property {import('./measure.js').RowReport[]} rows
 */

/** @param {Pick<Report, 'machine'>} report */
export function machineLine({ machine: { node, cpu, cores, memoryGb, load } }) {
  return `Node ${node} · ${cpu} · ${cores} cores · ${memoryGb} GB · load ${load.toFixed(1)} before`;
}

/**
 * The goals of a row, for people.
 * @param {import('./measure.js').RowReport} row
 */
export function rowText({ row, title, seconds, goals, figures }) {
  const goalLines = goals.map(({ claim, against, value, unit, reach, reached }) => [
    reached ? '  ✓' : '  ✗',
    claim,
    `vs ${against}`,
    spreadText(value, unit),
    `${reach.is} ${amount(reach.limit, unit)}`,
  ]);
  const figureLines = figures.map(({ name, value, unit }) => [
    '  ·',
    name,
    spreadText(value, unit),
  ]);
  return [
    `${row}: ${title} (${seconds.toFixed(0)} s)`,
    ...aligned(goalLines),
    ...aligned(figureLines),
    '',
  ].join('\n');
}

/**
 * @param {Spread} value
 * @param {string} unit
 */
export function spreadText({ median, min, max }, unit) {
  const middle = amount(median, unit);
  return min === max ? middle : `${middle} (${amount(min)} – ${amount(max)})`;
}

/**
 * Three significant digits, thousands and millions by their letter.
 * @param {number} value
 * @param {string} [unit]
 */
export function amount(value, unit = '') {
  const [divisor, letter] =
    value >= 1e6 ? [1e6, 'M'] : value >= 1e4 ? [1e3, 'k'] : /** @type {const} */ ([1, '']);
  const scaled = value / divisor;
  const number =
    scaled >= 100 || Number.isInteger(scaled) ? scaled.toFixed(0) : scaled.toPrecision(3);
  const space = unit === '' || unit === '×' || unit.startsWith('/') ? '' : ' ';
  return `${number}${letter}${space}${unit}`;
}
