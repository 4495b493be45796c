import fc from 'fast-check';
import { lowerBound, upperBound } from './confidence.js';

/** P(X ≥ k) by adding up the distribution of one more trial after the other; shares nothing with the code. */
function tail(successes: number, trials: number, rate: number): number {
  let chances = [1];
  for (let trial = 0; trial < trials; trial++) {
    const next = Array<number>(trial + 2).fill(0);
    chances.forEach((chance, k) => {
      next[k] = (next[k] ?? 0) + chance * (1 - rate);
      next[k + 1] = (next[k + 1] ?? 0) + chance * rate;
    });
    chances = next;
  }
  return chances.slice(successes).reduce((sum, chance) => sum + chance, 0);
}

const counts = fc
  .integer({ min: 1, max: 80 })
  .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));

describe('the lower bound of Clopper and Pearson', () => {
  // computed with exact fractions
  it.each([
    [1, 10, 0.005116197],
    [8, 10, 0.493098699],
    [10, 10, 0.741134449],
    [19, 20, 0.783893836],
    [95, 100, 0.897746622],
    [57, 60, 0.87581279],
    [299, 299, 0.990030853],
  ])('of %i in %i is %d', (successes, trials, bound) => {
    expect(lowerBound(successes, trials)).toBeCloseTo(bound, 8);
  });

  it('is the rate at which so many successes are a one in twenty chance, for all counts', () => {
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        fc.pre(successes > 0);
        expect(tail(successes, trials, lowerBound(successes, trials))).toBeCloseTo(0.05, 9);
      }),
    );
  });

  it('is the root of 0.05 when every trial succeeded, however many', () => {
    for (const trials of [1, 10, 1_000, 100_000]) {
      expect(lowerBound(trials, trials)).toBeCloseTo(0.05 ** (1 / trials), 9);
    }
  });

  it('grows with successes and shrinks with failures', () => {
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        const bound = lowerBound(successes, trials);
        expect(lowerBound(successes + 1, trials + 1)).toBeGreaterThan(bound);
        expect(lowerBound(successes, trials + 1)).toBeLessThanOrEqual(bound);
        expect(bound).toBeLessThanOrEqual(successes / trials);
        expect(upperBound(successes, trials)).toBeGreaterThanOrEqual(successes / trials);
      }),
    );
  });

  it('proves nothing without a trial', () => {
    expect(lowerBound(0, 0)).toBe(0);
    expect(upperBound(0, 0)).toBe(1);
  });

  it.each([
    [-1, 10],
    [11, 10],
    [0.5, 1],
    [NaN, 1],
  ])('refuses %d of %d', (successes, trials) => {
    expect(() => lowerBound(successes, trials)).toThrow(RangeError);
  });
});
