import { CircuitBreakerState } from '@tracker/state';

/** When a breaker opens and closes. */
export interface BreakerPolicy {
  /** Consecutive failures that open it. Default 3. */
  readonly failureThreshold: number;
  /** How long it stays open before one probe is let through, in milliseconds. Default 30 000. */
  readonly recoveryTimeoutMs: number;
  /** Successful probes in a row that close it. Default 2. */
  readonly successThreshold: number;
}

/** The legacy configuration's values. */
export const DEFAULT_BREAKER_POLICY: BreakerPolicy = Object.freeze({
  failureThreshold: 3,
  recoveryTimeoutMs: 30_000,
  successThreshold: 2,
});

/** A breaker; each arm has only its own data. */
export type Breaker =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'half_open'; readonly successes: number; readonly probing: boolean };

/** What is kept of a breaker: in-flight probes can't survive a restart, so half-open is kept as open. */
export interface BreakerSnapshot {
  readonly dependency: string;
  readonly state: 'closed' | 'open';
  readonly failures: number;
  readonly openUntil: number | null;
}

/** A breaker that has seen nothing yet. */
export const CLOSED_BREAKER: Breaker = Object.freeze({
  state: CircuitBreakerState.CLOSED,
  failures: 0,
});

/** Whether a call may go through now, and the breaker once it does. */
export function admit(breaker: Breaker, now: number): { admitted: boolean; next: Breaker } {
  switch (breaker.state) {
    case 'closed':
      return { admitted: true, next: breaker };
    case 'open':
      return now < breaker.until
        ? { admitted: false, next: breaker }
        : { admitted: true, next: { state: 'half_open', successes: 0, probing: true } };
    case 'half_open':
      return breaker.probing
        ? { admitted: false, next: breaker }
        : { admitted: true, next: { ...breaker, probing: true } };
  }
}

/** The breaker after a call it admitted has succeeded. A success from before it opened closes nothing. */
export function succeed(breaker: Breaker, policy: BreakerPolicy): Breaker {
  switch (breaker.state) {
    case 'closed':
      return breaker.failures === 0 ? breaker : CLOSED_BREAKER;
    case 'open':
      return breaker;
    case 'half_open': {
      const successes = breaker.successes + 1;
      return successes >= policy.successThreshold
        ? CLOSED_BREAKER
        : { state: 'half_open', successes, probing: false };
    }
  }
}

/** The breaker after a call it admitted has failed. A failure while half-open opens it again at once. */
export function fail(breaker: Breaker, policy: BreakerPolicy, now: number): Breaker {
  switch (breaker.state) {
    case 'closed': {
      const failures = breaker.failures + 1;
      return failures >= policy.failureThreshold
        ? { state: 'open', until: now + policy.recoveryTimeoutMs }
        : { state: 'closed', failures };
    }
    case 'open':
      return breaker;
    case 'half_open':
      return { state: 'open', until: now + policy.recoveryTimeoutMs };
  }
}

/** The breaker after a call it admitted was given up without a result, such as by a cancel. */
export function abandon(breaker: Breaker): Breaker {
  return breaker.state === 'half_open' ? { ...breaker, probing: false } : breaker;
}
