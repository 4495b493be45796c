import { backoffMs } from './backoff.js';

const BACKOFF = { baseMs: 1_000, maxMs: 5_000 };

describe('a wait between tries', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 5_000],
    [1_100, 5_000],
  ])('number %i lies between 1 ms and %i ms', (attempt, ceiling) => {
    expect(backoffMs(attempt, BACKOFF, () => 0)).toBe(1);
    expect(backoffMs(attempt, BACKOFF, () => 0.999_999)).toBe(ceiling);
  });
});
