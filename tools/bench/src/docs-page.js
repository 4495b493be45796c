// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { amount, machineLine, spreadText } from './report.js';

/** @typedef {import('./report.js').Report} Report */

const BEGIN = '<!-- figures: written by npm run bench -- --write-docs -->';
const END = '<!-- end of figures -->';

/**
 * The page with its figures exchanged.
 * @param {string} page
 * @param {Report} report
 */
export function withFigures(page, report) {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`docs/benchmarks.md has no place for its figures`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${figuresText(report)}\n${page.slice(end)}`;
}

/**
 * @param {URL} page
 * @param {Report} report
 */
export function writeDocs(page, report) {
  writeFileSync(page, withFigures(readFileSync(page, 'utf8'), report));
}

/** @param {Report} report */
function figuresText(report) {
  const { date, commit, rows } = report;
  const goals = rows.flatMap(({ row, goals }) =>
    goals.map(({ claim, against, value, unit, reach, reached }) => [
      row,
      claim,
      against,
      spreadText(value, unit),
      `${reach.is} ${amount(reach.limit, unit)}`,
      reached ? 'reached' : '**missed**',
    ]),
  );
  const figures = rows.flatMap(({ row, figures }) =>
    figures.map(({ name, value, unit }) => [row, name, spreadText(value, unit)]),
  );
  return [
    `${date.slice(0, 10)} · commit \`${commit}\` · ${machineLine(report)}\n`,
    ...markdownTable(
      ['row', 'measured', 'against', 'median (min – max)', 'reach', 'verdict'],
      goals,
    ),
    '\nThe figures behind them:\n',
    ...markdownTable(['row', 'who', 'median (min – max)'], figures),
    '',
  ].join('\n');
}

/**
 * A table as prettier leaves it.
 * @param {string[]} head
 * @param {string[][]} lines
 */
function markdownTable(head, lines) {
  const widths = head.map((title, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0), title.length),
  );
  const write = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const padded = (/** @type {string[]} */ cells) =>
    write(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [padded(head), write(widths.map((width) => '-'.repeat(width))), ...lines.map(padded)];
}
