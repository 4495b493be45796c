// @ts-check
import {
  circuitBreaker,
  ConsecutiveBreaker,
  handleAll,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import CircuitBreaker from 'opossum';

/** The limit of every guarded call and the breaker's numbers, as the tracker has them by default. */
const LIMIT_MS = 15_000;
const FAILURES = 3;
const RECOVERY_MS = 30_000;

/** @typedef {(signal: AbortSignal) => Promise<unknown>} Call */

/**
 * A race against a timer that is cleared. It leaves out: the breaker, retries, and being told to stop.
 * @param {() => Promise<unknown>} call
 */
export function race(call) {
  return async () => {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('late')), LIMIT_MS);
    });
    try {
      return await Promise.race([call(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * The race with a signal for the call. It leaves out what the race leaves out.
 * @param {Call} call
 */
export function raceWithSignal(call) {
  return () => {
    const stop = new AbortController();
    const guarded = race(() => call(stop.signal));
    return guarded().catch((error) => {
      stop.abort(error);
      throw error;
    });
  };
}

/** Its documented options. */
const OPOSSUM = { timeout: LIMIT_MS, errorThresholdPercentage: 50, resetTimeout: RECOVERY_MS };

/**
 * opossum. It leaves out: retries, and being told to stop.
 * @param {() => Promise<unknown>} call
 */
export function withOpossum(call) {
  const breaker = new CircuitBreaker(call, OPOSSUM);
  return { guarded: () => breaker.fire(), stop: () => breaker.shutdown() };
}

/**
 * opossum with a signal for each call, which its user makes: its own signal is one for all calls. It leaves out: retries.
 * @param {Call} call
 */
export function withOpossumAndSignal(call) {
  const breaker = new CircuitBreaker(call, OPOSSUM);
  const guarded = () => {
    const stop = new AbortController();
    return breaker.fire(stop.signal).catch((/** @type {unknown} */ error) => {
      stop.abort(error);
      throw error;
    });
  };
  return { guarded, stop: () => breaker.shutdown() };
}

/**
 * A cockatiel breaker around its timeout; it hands every call a signal. It leaves out: retries.
 * @param {Call} call
 */
export function withCockatiel(call) {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: RECOVERY_MS,
    breaker: new ConsecutiveBreaker(FAILURES),
  });
  const policy = wrap(breaker, timeout(LIMIT_MS, TimeoutStrategy.Aggressive));
  return () => policy.execute(({ signal }) => call(signal));
}
