import { durationOf } from './duration-argument.js';
import { UsageError } from './usage-error.js';

it.each([
  ['45s', 45_000],
  ['1.5m', 90_000],
  ['30m', 1_800_000],
  ['24h', 86_400_000],
])('%s is a duration', (given, ms) => {
  expect(durationOf('--soak', given)).toBe(ms);
});

it.each(['', '30', 'm', '-1m', '0s', '25h', '1e3s', '5 m', '10ms'])('%j is none', (given) => {
  expect(() => durationOf('--soak', given)).toThrow(UsageError);
});
