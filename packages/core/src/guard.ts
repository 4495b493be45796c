import { backoffMs } from './backoff.js';
import type { Clock } from './clock.js';
import type { Dependency } from './dependency.js';
import { isRetryable, noteExhausted } from './fault.js';
import { tryOnce, type GuardedCall, type OnStop } from './guarded-try.js';
import type { OperationClock } from './operation-clock.js';
import { sleep } from './sleep.js';

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
  readonly onStop?: OnStop;
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
    const { timeoutMs, onStop, retries } = options;
    for (let attempt = 1; ; attempt++) {
      try {
        return await tryOnce({ now, operations, dependency, call, timeoutMs, onStop });
      } catch (error) {
        if (!isRetryable(error)) throw error;
        if (attempt > retries || !dependency.budget.allows) {
          noteExhausted(error, dependency.name);
          throw error;
        }
        await this.#pause(backoffMs(attempt, RETRY_BACKOFF, random), onStop);
      }
    }
  }

  async #pause(delayMs: number, onStop: OnStop | undefined): Promise<void> {
    const stopped = new AbortController();
    const forget = onStop?.((reason) => stopped.abort(reason));
    await sleep(this.#parts.clock, delayMs, stopped.signal);
    forget?.();
    stopped.signal.throwIfAborted();
  }
}
