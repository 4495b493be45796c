import type { Clock } from '@tracker/core';
import { CircuitBreakerState } from '@tracker/state';
import { CircuitBreakerOpenError, TimeoutError } from './legacy-errors.js';
import type { TimeoutConfig } from './legacy-timeout-config.js';

/** What one call through a breaker needs to know. */
export interface BreakerCall {
  readonly clock: Clock;
  readonly config: TimeoutConfig;
  /** Names the operation in errors. */
  readonly operation: string;
}

/** Where a breaker stands; times are epoch milliseconds, 0 for never. */
export interface BreakerStanding {
  readonly state: CircuitBreakerState;
  readonly failures: number;
  readonly successes: number;
  readonly lastFailureAt: number;
  readonly nextAttemptAt: number;
}

const FRESH: BreakerStanding = Object.freeze({
  state: CircuitBreakerState.CLOSED,
  failures: 0,
  successes: 0,
  lastFailureAt: 0,
  nextAttemptAt: 0,
});

/**
 * A breaker as older code has it, one for each execution. What is new shares a breaker per dependency: see `guard`
 * of `@tracker/core`.
 */
export class LegacyBreaker {
  #standing = FRESH;
  #isProbing = false;

  get standing(): BreakerStanding {
    return this.#standing;
  }

  /** Closes it, and forgets everything. */
  reset(): void {
    this.#standing = FRESH;
    this.#isProbing = false;
  }

  /** Calls through the breaker. Throws `CircuitBreakerOpenError`, `TimeoutError`, or what the function throws. */
  async call<Result>(act: () => Result | Promise<Result>, given: BreakerCall): Promise<Result> {
    this.#admit(given);
    const isProbe = this.#standing.state === CircuitBreakerState.HALF_OPEN;
    this.#isProbing = isProbe;
    try {
      const result = await withinLimit(act, given);
      this.#succeed(given.config);
      return result;
    } catch (error) {
      if (!isAbort(error)) this.#fail(given);
      throw error;
    } finally {
      if (isProbe) this.#isProbing = false;
    }
  }

  #admit({ clock, operation }: BreakerCall): void {
    const { state, nextAttemptAt } = this.#standing;
    const waitMs = state === CircuitBreakerState.OPEN ? nextAttemptAt - clock.now() : 0;
    if (waitMs > 0) throw isOpen(operation, waitMs);
    if (this.#isProbing) throw isOpen(operation, 0);
    if (state !== CircuitBreakerState.OPEN) return;
    this.#standing = { ...this.#standing, state: CircuitBreakerState.HALF_OPEN, successes: 0 };
  }

  #succeed({ successThreshold }: TimeoutConfig): void {
    if (this.#standing.state !== CircuitBreakerState.HALF_OPEN) {
      this.#standing = { ...this.#standing, failures: 0 };
      return;
    }
    const successes = this.#standing.successes + 1;
    this.#standing =
      successes < successThreshold
        ? { ...this.#standing, successes }
        : { ...this.#standing, state: CircuitBreakerState.CLOSED, failures: 0, successes: 0 };
  }

  #fail({ clock, config }: BreakerCall): void {
    const lastFailureAt = clock.now();
    const failures = this.#standing.failures + 1;
    const wasProbe = this.#standing.state === CircuitBreakerState.HALF_OPEN;
    const next = { ...this.#standing, failures, lastFailureAt };
    const opens = wasProbe || failures >= config.failureThreshold;
    const nextAttemptAt = lastFailureAt + config.recoveryTimeout * 1_000;
    const open = { state: CircuitBreakerState.OPEN, nextAttemptAt };
    this.#standing = opens ? { ...next, ...open } : next;
  }
}

function isOpen(operation: string, waitMs: number): CircuitBreakerOpenError {
  const seconds = (waitMs / 1_000).toFixed(1);
  return new CircuitBreakerOpenError(
    `Circuit breaker open for ${operation}. Next attempt allowed in ${seconds}s`,
    { details: { operation, waitMs } },
  );
}

/** Runs against the limit of one operation; one that takes just as long is late. */
async function withinLimit<Result>(
  act: () => Result | Promise<Result>,
  { clock, config, operation }: BreakerCall,
): Promise<Result> {
  const limitMs = config.llmApiTimeout * 1_000;
  let expire: (error: Error) => void = () => undefined;
  const late = new Promise<never>((_, reject) => (expire = reject));
  const timer = clock.setTimer(limitMs, () => expire(timedOut(operation, limitMs)));
  try {
    return await Promise.race([act(), late]);
  } catch (error) {
    // an operation's own time-out counts as one of this breaker, whatever its words
    throw isTimeout(error) ? timedOut(operation, limitMs, error) : error;
  } finally {
    timer.dispose();
  }
}

/** Whoever cancels a call says nothing about the dependency. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function timedOut(operation: string, limitMs: number, cause?: unknown): TimeoutError {
  const details = { operation, limitMs };
  return new TimeoutError(`Operation ${operation} timed out`, { details, cause });
}
