import { percentText } from './percent-text.js';

it.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.5, '50 %'],
  [0.951, '95.1 %'],
  [0.9512, '95.1 %'],
  [0.99996, '99.99 %'],
  [0.00001, '0.01 %'],
  [0.9599, '95.9 %'],
])('says %d as %s, rounded to the careful side', (share, text) => {
  expect(percentText(share)).toBe(text);
});
