/** One-sided error of every bound. */
const ALPHA = 0.05;

/** Halvings of [0, 1] until neighbouring doubles are reached. */
const HALVINGS = 60;

/**
 * The exact one-sided 95 % lower bound of Clopper and Pearson for a rate: the smallest rate under which at
 * least `successes` of `trials` would still be seen once in twenty. 0 without successes or trials.
 *
 * A beta quantile would give the same number, but the packages that have one are either large families or
 * unmaintained; halving the interval on the binomial tail is exact to the last digits and short enough to check.
 */
export function lowerBound(successes: number, trials: number): number {
  assertCounts(successes, trials);
  if (successes === 0) return 0;
  const logFactorials = logFactorialsUpTo(trials);
  let [low, high] = [0, successes / trials];
  for (let i = 0; i < HALVINGS; i++) {
    const rate = (low + high) / 2;
    if (upperTail(successes, rate, logFactorials) < ALPHA) low = rate;
    else high = rate;
  }
  return low;
}

/** The exact one-sided 95 % upper bound for a rate: what is not a success is a failure. */
export function upperBound(successes: number, trials: number): number {
  return 1 - lowerBound(trials - successes, trials);
}

function assertCounts(successes: number, trials: number): void {
  const whole = Number.isSafeInteger(successes) && Number.isSafeInteger(trials);
  if (whole && successes >= 0 && successes <= trials) return;
  throw new RangeError(
    `A bound was asked for ${successes} successes of ${trials} trials; both are whole, and 0 ≤ successes ≤ trials.`,
  );
}

/** P(X ≥ successes) for a binomial X, summed in logarithms so that large counts neither overflow nor vanish. */
function upperTail(successes: number, rate: number, logFactorials: Float64Array): number {
  const trials = logFactorials.length - 1;
  const [logRate, logRest] = [Math.log(rate), Math.log1p(-rate)];
  let tail = 0;
  for (let k = successes; k <= trials; k++) {
    const choose = at(logFactorials, trials) - at(logFactorials, k) - at(logFactorials, trials - k);
    tail += Math.exp(choose + k * logRate + (k === trials ? 0 : (trials - k) * logRest));
  }
  return tail;
}

function logFactorialsUpTo(largest: number): Float64Array {
  const logs = new Float64Array(largest + 1);
  for (let n = 2; n <= largest; n++) logs[n] = at(logs, n - 1) + Math.log(n);
  return logs;
}

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0;
}
