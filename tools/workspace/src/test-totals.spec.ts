import { testTotals } from './test-totals.js';

const RUN = `Test Suites: 2 passed, 2 total
Tests:       12 passed, 12 total`;

describe('the totals of a test log', () => {
  it('adds up every project', () => {
    expect(testTotals(`${RUN}\n> nx run core:test\n${RUN}`)).toEqual({ passed: 24, failed: 0 });
  });

  it('counts failures and leaves out what was skipped', () => {
    const log = 'Test Suites: 1 failed, 1 total\nTests: 2 failed, 1 skipped, 3 passed, 6 total';
    expect(testTotals(log)).toEqual({ passed: 3, failed: 2 });
  });

  it('counts a suite that could not start, though it has no failed test', () => {
    const log = 'Test Suites: 1 failed, 1 total\nTests:       0 total';
    expect(testTotals(log)).toEqual({ passed: 0, failed: 1 });
  });

  it('sees through colours and indentation', () => {
    const log = '  \u001b[1mTests:       \u001b[22m\u001b[32m7 passed\u001b[39m, 7 total';
    expect(testTotals(log)).toEqual({ passed: 7, failed: 0 });
  });

  it('adds the closing lines of Node’s own runner, as it spells them on and off a terminal', () => {
    const spec = 'ℹ tests 9\nℹ pass 8\nℹ fail 1\nℹ skipped 0';
    const tap = '# tests 3\n# pass 3\n# fail 0';
    expect(testTotals(`${spec}\n${RUN}\n${tap}`)).toEqual({ passed: 23, failed: 1 });
  });

  it('finds nothing in a log without tests', () => {
    expect(testTotals('No tests found. \nall 5 passed')).toEqual({
      passed: 0,
      failed: 0,
    });
  });
});
