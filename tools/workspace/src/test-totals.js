// @ts-check
import { stripVTControlCharacters } from 'node:util';

/** How each runner spells its closing lines: jest its tests and its files, Node its tests. */
const CLOSING = {
  tests: /^\s*(?:Tests:|[ℹ#] (?:pass|fail) )/,
  suites: /^\s*Test Suites:/,
};

/**
 * Sums the closing lines of every test run in a log.
 * A suite that could not even start has no failed test of its own, yet it must not count as nothing.
 * @param {string} log
 * @returns {{ passed: number, failed: number }}
 */
export function testTotals(log) {
  const lines = stripVTControlCharacters(log).split('\n');
  const tests = lines.filter((line) => CLOSING.tests.test(line));
  const suites = lines.filter((line) => CLOSING.suites.test(line));
  return {
    passed: total(tests, 'pass'),
    failed: Math.max(total(tests, 'fail'), total(suites, 'fail')),
  };
}

/**
 * @param {readonly string[]} lines
 * @param {'pass' | 'fail'} what
 */
function total(lines, what) {
  const number = new RegExp(`(\\d+) ${what}ed|${what} (\\d+)`);
  return lines
    .map((line) => number.exec(line))
    .reduce((sum, found) => sum + Number(found?.[1] ?? found?.[2] ?? 0), 0);
}
