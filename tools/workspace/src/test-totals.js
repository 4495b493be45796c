// @ts-check
import { stripVTControlCharacters } from 'node:util';

/**
 * Sums the closing lines of every jest run in a log.
 * A suite that could not even start has no failed test of its own, yet it must not count as nothing.
 * @param {string} log
 * @returns {{ passed: number, failed: number }}
 */
export function testTotals(log) {
  const lines = stripVTControlCharacters(log).split('\n');
  const tests = lines.filter((line) => /^\s*Tests:\s/.test(line));
  const suites = lines.filter((line) => /^\s*Test Suites:\s/.test(line));
  return {
    passed: total(tests, 'passed'),
    failed: Math.max(total(tests, 'failed'), total(suites, 'failed')),
  };
}

/**
 * @param {readonly string[]} lines
 * @param {'passed' | 'failed'} what
 */
function total(lines, what) {
  return lines
    .map((line) => Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0))
    .reduce((sum, number) => sum + number, 0);
}
