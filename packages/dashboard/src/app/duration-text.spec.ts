import fc from 'fast-check';
import { distanceText, durationText, runningText } from './duration-text.js';

it.each([
  [0, '0 ms'],
  [340, '340 ms'],
  [999.6, '1.0 s'],
  [2_440, '2.4 s'],
  [9_951, '10 s'],
  [59_600, '1 min'],
  [185_000, '3 min 5 s'],
  [7_200_000, '2 h'],
  [187_200_000, '2 d 4 h'],
  [-5, '0 ms'],
])('says %d ms as %s', (ms, text) => expect(durationText(ms)).toBe(text));

it('counts what goes on in whole seconds', () => {
  expect([0, 999, 1_000, 61_900].map(runningText)).toEqual(['0 s', '0 s', '1 s', '1 min 1 s']);
});

it('tells what is to come from what is gone', () => {
  const said = [12_000, 500, 0, -999, -1_000, -61_000].map((ms) => distanceText(ms, 0));
  expect(said).toEqual(['in 12 s', 'in 1 s', 'now', 'now', '1 s ago', '1 min 1 s ago']);
});

it('names at most two units, and none of them zero', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 10 ** 11 }), (ms) => {
      expect(durationText(ms)).toMatch(/^[1-9]\d* (d|h|min|s)( [1-9]\d* (h|min|s))?$/);
    }),
  );
});
