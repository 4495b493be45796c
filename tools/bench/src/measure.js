// @ts-check
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./row.js').Row} Row */

/**
 * What the report says about a row.
 * @typedef {object} RowReport
 * @property {string} row
 * @property {string} title
 * @property {number} seconds it took
 * @property {boolean} reached every goal
 * @property {import('./goal.js').Goal[]} goals
 * @property {import('./row.js').Figure[]} figures
 */

const PROGRAM = fileURLToPath(new URL('./part-process.js', import.meta.url));

/** A million executions need room, and whoever weighs the heap needs to have it swept. */
const NODE_OPTIONS = ['--max-old-space-size=8192', '--expose-gc'];

/**
 * Measures the parts of a row, one after another, and judges them.
 * @param {Row} row
 * @param {import('./scale.js').Scale} scale
 * @returns {Promise<RowReport>}
 */
export async function measure({ name, title, parts, judge }, scale) {
  const began = performance.now();
  /** @type {Record<string, unknown>} */
  const measured = {};
  for (const part of Object.keys(parts)) {
    measured[part] = await inOwnProcess([name, part, JSON.stringify(scale)]);
  }
  const { goals, figures } = judge(measured);
  const seconds = (performance.now() - began) / 1_000;
  const reached = goals.every((goal) => goal.reached);
  return { row: name, title, seconds, reached, goals, figures };
}

/** @param {string[]} args */
function inOwnProcess(args) {
  const child = fork(PROGRAM, args, {
    execArgv: NODE_OPTIONS,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const what = args.slice(0, 2).join(' ');
      reject(
        new Error(`The process of ${what} ended with ${signal ?? code} and without a result.`),
      );
    });
  });
}
