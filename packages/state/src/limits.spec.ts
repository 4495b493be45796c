import { EXECUTION_LIMITS, MAX_LIMIT_MS, executionLimitsSchema } from './limits.js';

const limits = Object.fromEntries(EXECUTION_LIMITS.map((name) => [name, 1_000]));

it('names eight limits, all of them required and no other', () => {
  expect(EXECUTION_LIMITS).toHaveLength(8);
  expect(executionLimitsSchema.parse(limits)).toEqual(limits);
  expect(executionLimitsSchema.safeParse({ ...limits, retryTimeoutMs: 1 }).success).toBe(false);
  for (const name of EXECUTION_LIMITS) {
    const rest = Object.fromEntries(Object.entries(limits).filter(([key]) => key !== name));
    expect(executionLimitsSchema.safeParse(rest).success).toBe(false);
  }
});

it('says 366 days where it is too long', () => {
  expect(MAX_LIMIT_MS).toBe(366 * 24 * 60 * 60 * 1_000);
});

it.each([1, 25_000, MAX_LIMIT_MS])('takes %p ms', (ms) => {
  expect(executionLimitsSchema.parse({ ...limits, idleTimeoutMs: ms }).idleTimeoutMs).toBe(ms);
});

it.each([0, -0, -1, NaN, Infinity, 0.5, MAX_LIMIT_MS + 1, '1000', null, 1n, undefined])(
  'refuses %p ms, and replaces it by nothing',
  (ms) => {
    expect(executionLimitsSchema.safeParse({ ...limits, idleTimeoutMs: ms }).success).toBe(false);
  },
);
