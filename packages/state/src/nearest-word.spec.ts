import fc from 'fast-check';
import { EXECUTION_STATES } from './execution-state.js';
import { editDistance, nearestWord } from './nearest-word.js';

/** The definition, word for word; far too slow for anything but short words. */
function defined(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  if (a[0] === b[0]) return defined(a.slice(1), b.slice(1));
  return (
    1 + Math.min(defined(a.slice(1), b), defined(a, b.slice(1)), defined(a.slice(1), b.slice(1)))
  );
}

it('counts inserted, dropped and replaced letters', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(editDistance(a, b)).toBe(defined(a, b));
    }),
  );
});

it.each([
  ['runing', 'running'],
  ['complete', 'completed'],
  ['canceled', 'cancelled'],
  ['cancel', 'cancelled'],
  ['fail', 'failed'],
  ['timed_out', 'timeout'],
  ['ded', 'dead'],
  ['strating', 'starting'],
  ['completin', 'completing'],
])('takes %s for %s', (given, meant) => {
  expect(nearestWord(given, EXECUTION_STATES)).toBe(meant);
});

it.each(['', 'done', 'waiting', 'end', 'queued', 'x', 'toString', '__proto__', 'error'])(
  'takes %p for none',
  (given) => {
    expect(nearestWord(given, EXECUTION_STATES)).toBeUndefined();
  },
);
