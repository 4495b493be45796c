import { backoffMs } from './backoff.js';
import type { Clock } from './clock.js';
import type { Dependency } from './dependency.js';
import { isRetryable, noteExhausted } from './fault.js';
import { tryOnce, type GuardedCall, type Purpose } from './guarded-try.js';
import type { OperationClock } from './operation-clock.js';
import { sleep } from './sleep.js';
import type { Stoppable } from './stopping.js';

/** The waits between tries, from the legacy configuration. */
const RETRY_BACKOFF = { baseMs: 1_000, maxMs: 5_000 };

export interface GuardParts {
  readonly clock: Clock;
  readonly now: () => number;
  readonly operations: OperationClock;
  readonly random: () => number;
}

/** How a call is guarded. */
export interface GuardOptions {
  readonly timeoutMs: number;
  /** Further tries after a retryable error. */
  readonly retries: number;
  /** What the call is made for, and stops with. */
  readonly purpose?: Purpose;
}

/** Makes calls to what executions depend on: under a breaker, a time limit, and with repetitions. */
export class Guard {
  readonly #parts: GuardParts;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /**
   * Makes a call, and again after a retryable error as long as tries and budget last. Rejects with the call's own
   * error, `operation_timeout`, `circuit_open`, or the reason to stop.
   */
  async call<T>(dependency: Dependency, call: GuardedCall<T>, options: GuardOptions): Promise<T> {
    const { now, operations, random } = this.#parts;
    const { timeoutMs, purpose, retries } = options;
    for (let attempt = 1; ; attempt++) {
      try {
        return await tryOnce({ now, operations, dependency, call, timeoutMs, purpose });
      } catch (error) {
        if (!isRetryable(error)) throw error;
        if (attempt > retries || !dependency.budget.allows) {
          noteExhausted(error, dependency.name);
          throw error;
        }
        await this.#pause(backoffMs(attempt, RETRY_BACKOFF, random), purpose);
      }
    }
  }

  async #pause(delayMs: number, purpose: Purpose | undefined): Promise<void> {
    const stopped = new AbortController();
    const waiting: Stoppable = { stop: (reason) => stopped.abort(reason), place: 0 };
    purpose?.join(waiting);
    await sleep(this.#parts.clock, delayMs, stopped.signal);
    purpose?.leave(waiting);
    stopped.signal.throwIfAborted();
  }
}
