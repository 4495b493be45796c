import { MAX_NESTING, nestsTooDeep } from './nesting.js';

it('is too deep with one bracket more than may be open, of whichever kind', () => {
  const most = '([{'.repeat(MAX_NESTING).slice(0, MAX_NESTING);
  expect(nestsTooDeep(most)).toBe(false);
  expect(nestsTooDeep(`${most}[`)).toBe(true);
});

it('is not too deep for being long', () => {
  expect(nestsTooDeep('f(x)[0]; '.repeat(100_000))).toBe(false);
  expect(nestsTooDeep(`${')'.repeat(5_000)}(`)).toBe(false);
});
