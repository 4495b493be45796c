// @ts-check
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/**
 * Where and of what the figures are.
 * @typedef {object} Machine
 * @property {string} node
 * @property {string} cpu
 * @property {number} cores
 * @property {number} memoryGb
 * @property {number} load of the minute before: above 1, others were at work too
 */

/** @returns {Machine} */
export function machine() {
  return {
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0] ?? 0,
  };
}

/** The commit that was measured, with a `+` when there were changes beside it; `unknown` outside of a clone. */
export function commit() {
  try {
    const head = git('rev-parse', '--short=12', 'HEAD');
    return git('status', '--porcelain', 'packages') === '' ? head : `${head}+`;
  } catch {
    return 'unknown';
  }
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
