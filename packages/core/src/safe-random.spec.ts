import { safeRandom } from './safe-random.js';

describe('safe dice', () => {
  it.each([
    [0, 0],
    [0.999, 0.999],
    [1, 0.5],
    [-0.1, 0.5],
    [Number.NaN, 0.5],
    [Infinity, 0.5],
  ])('make of %p %p', (given, taken) => {
    expect(safeRandom(() => given)()).toBe(taken);
  });

  it('fall although they throw', () => {
    const throws = (): never => {
      throw new Error('off the table');
    };
    expect(safeRandom(throws)()).toBe(0.5);
  });

  it('are the machine’s own when those are used', () => {
    expect(safeRandom(Math.random)).toBe(Math.random);
  });
});
