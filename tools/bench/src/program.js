// @ts-check
import { HELP, UsageError, parseCommandLine } from './command-line.js';
import { commit, machine } from './machine.js';
import { machineLine, rowText } from './report.js';
import { SCALES } from './scale.js';

/** @typedef {import('./report.js').Report} Report */

/**
 * What the program reaches the world by.
 * @typedef {object} World
 * @property {(text: string) => void} print
 * @property {(text: unknown) => void} complain
 * @property {typeof import('./measure.js').measure} measure
 * @property {(report: Report) => void} writeDocs
 */

/**
 * Measures what was asked for, telling people on the way.
 * @param {ReturnType<typeof parseCommandLine>} asked
 * @param {Pick<World, 'print' | 'measure'>} world
 * @returns {Promise<Report>}
 */
async function bench({ rows, quick, json }, { print, measure }) {
  const tell = json ? () => {} : print;
  const scale = SCALES[quick ? 'quick' : 'full'];
  const report = { machine: machine(), commit: commit(), date: new Date().toISOString() };
  tell(`${machineLine(report)} · commit ${report.commit}${quick ? ' · quick' : ''}\n`);
  const measured = [];
  for (const row of rows) {
    const found = await measure(row, scale);
    tell(rowText(found));
    measured.push(found);
  }
  const reached = measured.every((row) => row.reached);
  return { schema: 1, ...report, quick, scale, reached, rows: measured };
}

/**
 * Does what a command line asks for; resolves with the exit code.
 * @param {string[]} args
 * @param {World} world
 */
export async function run(args, world) {
  const { print, complain, writeDocs } = world;
  try {
    const asked = parseCommandLine(args);
    if (asked.help) {
      print(HELP);
      return 0;
    }
    const report = await bench(asked, world);
    if (asked.json) print(JSON.stringify(report, null, 2));
    else print(report.reached ? 'Every goal is reached.' : 'Not every goal is reached.');
    if (asked.writeDocs) writeDocs(report);
    return asked.check && !report.reached ? 1 : 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : error);
    return error instanceof UsageError ? 2 : 1;
  }
}
