import fc from 'fast-check';
import { Sequence } from './sequence.js';

function note(numbers: readonly number[]) {
  const sequence = new Sequence();
  return { places: numbers.map((number) => sequence.note(number)), gaps: sequence.gaps };
}

describe('a sequence', () => {
  it('is whole when its numbers come one after the other', () => {
    expect(note([1, 2, 3])).toEqual({ places: ['next', 'next', 'next'], gaps: [] });
  });

  it('tells a number that is missing from one that comes late', () => {
    expect(note([1, 5, 3])).toEqual({
      places: ['next', 'ahead', 'late'],
      gaps: [
        { from: 2, to: 2 },
        { from: 4, to: 4 },
      ],
    });
  });

  it('tells a late number from a repeated one', () => {
    expect(note([1, 3, 2, 2, 3]).places).toEqual(['next', 'ahead', 'late', 'repeated', 'repeated']);
  });

  it('keeps a gap of any width in one entry', () => {
    expect(note([Number.MAX_SAFE_INTEGER]).gaps).toEqual([
      { from: 1, to: Number.MAX_SAFE_INTEGER - 1 },
    ]);
  });

  it('has as its gaps exactly the numbers that never came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (numbers) => {
        const { gaps, places } = note(numbers);
        const missing = gaps.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
        );
        const all = Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1);
        expect([...missing].sort((a, b) => a - b)).toEqual(
          all.filter((number) => !numbers.includes(number)),
        );
        const repeats = places.filter((place) => place === 'repeated').length;
        expect(repeats).toBe(numbers.length - new Set(numbers).size);
      }),
    );
  });
});
