import { Vigil } from './vigil.js';

describe('a vigil', () => {
  it('takes gaps of up to 250 ms for being awake', () => {
    const vigil = new Vigil(0);
    for (let now = 0; now <= 10_000; now += 250) vigil.look(now);
    expect([vigil.sleptSince(0), vigil.longestMs]).toEqual([0, 0]);
  });

  it.each([
    [0, 30_000],
    [5_000, 25_000],
    [29_999, 1],
    [30_000, 0],
    [99_000, 0],
  ])('that slept from 0 to 30 s slept, since %i, %i ms', (instant, slept) => {
    const vigil = new Vigil(0);
    vigil.look(30_000);
    expect(vigil.sleptSince(instant)).toBe(slept);
  });

  it('adds up several sleeps, and knows the longest', () => {
    const vigil = new Vigil(0);
    for (const now of [1_000, 1_100, 5_100, 5_200, 5_700]) vigil.look(now);
    expect([vigil.sleptSince(0), vigil.sleptSince(1_050), vigil.longestMs]).toEqual([
      5_500, 4_500, 4_000,
    ]);
  });

  it('remembers 64 sleeps one by one, and the older ones as one', () => {
    const vigil = new Vigil(0);
    for (let i = 1; i <= 100; i++) vigil.look(i * 1_000);
    expect(vigil.sleptSince(0)).toBe(100_000);
  });
});
