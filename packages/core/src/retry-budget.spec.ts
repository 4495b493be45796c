import { RetryBudget } from './retry-budget.js';

const times = (count: number, act: () => void) => Array.from({ length: count }, act);

describe('a retry budget', () => {
  it.each([
    [4, true],
    [5, false],
    [50, false],
  ])('after %i failures allows another try: %p', (failures, allows) => {
    const budget = new RetryBudget();
    times(failures, () => budget.failed());
    expect(budget.allows).toBe(allows);
  });

  it('is earned back by ten successes for each failure, and not beyond what it was', () => {
    const budget = new RetryBudget();
    times(5, () => budget.failed());
    times(9, () => budget.succeeded());
    times(2, () => budget.succeeded());
    expect(budget.allows).toBe(true);
    times(1_000, () => budget.succeeded());
    times(5, () => budget.failed());
    expect(budget.allows).toBe(false);
  });
});
