import { Fault, TrackerError, TrackerErrorCode } from '@tracker/state';
import { backoffMs } from './backoff.js';
import type { Clock } from './clock.js';
import type { Dependency } from './dependency.js';
import { faultOf, isRetryable, noteExhausted } from './fault.js';
import type { OperationClock, TimedOperation } from './operation-clock.js';
import { sleep } from './sleep.js';

/** A call to something outside. It should give up when the signal aborts. */
export type GuardedCall<T> = (signal: AbortSignal) => T | PromiseLike<T>;

/** The waits between tries, from the legacy configuration. */
const RETRY_BACKOFF = { baseMs: 1_000, maxMs: 5_000 };

/** What every guarded call of a tracker shares. */
export interface GuardParts {
  readonly clock: Clock;
  readonly now: () => number;
  readonly operations: OperationClock;
  readonly random: () => number;
}

/** How one call is guarded. */
export interface GuardOptions {
  readonly timeoutMs: number;
  readonly retries: number;
  /** Calls back when the execution the call is made for is to stop; returns how to take that back. */
  readonly onStop?: (stop: (reason: unknown) => void) => () => void;
}

/**
 * Calls `call` under the dependency's breaker and a time limit, and again after a retryable error as long as tries
 * and budget last. Rejects with the call's own error, `operation_timeout`, `circuit_open`, or the reason to stop.
 */
export async function guard<T>(
  parts: GuardParts,
  dependency: Dependency,
  call: GuardedCall<T>,
  options: GuardOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(parts, dependency, call, options);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      if (attempt > options.retries || !dependency.budget.allows) {
        noteExhausted(error, dependency.name);
        throw error;
      }
      await pause(parts, backoffMs(attempt, RETRY_BACKOFF, parts.random), options);
    }
  }
}

async function pause(parts: GuardParts, delayMs: number, { onStop }: GuardOptions): Promise<void> {
  if (!onStop) return sleep(parts.clock, delayMs);
  const stopped = new AbortController();
  let reason: unknown;
  const forget = onStop((given) => {
    reason = given;
    stopped.abort();
  });
  await sleep(parts.clock, delayMs, stopped.signal);
  forget();
  if (stopped.signal.aborted) throw reason;
}

function attemptOnce<T>(
  parts: GuardParts,
  dependency: Dependency,
  call: GuardedCall<T>,
  options: GuardOptions,
): Promise<T> {
  const admission = dependency.admit(parts.now());
  return new Promise<T>((resolve, reject) => {
    const operation = new Operation({ parts, dependency, admission, options, resolve, reject });
    parts.operations.watch(operation);
    operation.run(call);
  });
}

interface OperationParts<T> {
  readonly parts: GuardParts;
  readonly dependency: Dependency;
  readonly admission: number;
  readonly options: GuardOptions;
  readonly resolve: (result: T) => void;
  readonly reject: (error: unknown) => void;
}

/** For calls that declare no parameter: making a signal costs more than the rest of a guarded call. */
const UNUSED_SIGNAL = new AbortController().signal;

/** One try of a guarded call; whatever ends it first decides. */
class Operation<T> implements TimedOperation {
  deadline: number;
  readonly #of: OperationParts<T>;
  #abort: AbortController | undefined;
  #forgetStop: (() => void) | undefined;

  constructor(of: OperationParts<T>) {
    this.#of = of;
    this.deadline = of.parts.now() + of.options.timeoutMs;
  }

  run(call: GuardedCall<T>): void {
    this.#forgetStop = this.#of.options.onStop?.((reason) => this.#stop(reason));
    if (this.deadline === Infinity) return;
    try {
      const result = call(this.#signalFor(call));
      if (isPromiseLike(result)) result.then(this.#succeed, this.#fail);
      else this.#succeed(result);
    } catch (error) {
      this.#fail(error);
    }
  }

  expire(): void {
    const error = operationTimeout(this.#of.dependency.name, this.#of.options.timeoutMs);
    this.#fail(error);
    this.#abort?.abort(error);
  }

  readonly #succeed = (result: T): void => {
    if (!this.#finish()) return;
    this.#of.dependency.succeeded(this.#of.admission);
    this.#of.resolve(result);
  };

  readonly #fail = (error: unknown): void => {
    if (!this.#finish()) return;
    const { dependency, admission, parts, reject } = this.#of;
    // a user's mistake says nothing about the dependency
    if (faultOf(error) === Fault.USER) dependency.abandoned(admission);
    else dependency.failed(admission, parts.now());
    reject(error);
  };

  #stop(reason: unknown): void {
    if (!this.#finish()) return;
    this.#of.dependency.abandoned(this.#of.admission);
    this.#of.reject(reason);
    this.#abort?.abort(reason);
  }

  #finish(): boolean {
    if (this.deadline === Infinity) return false;
    this.deadline = Infinity;
    this.#forgetStop?.();
    return true;
  }

  #signalFor(call: GuardedCall<T>): AbortSignal {
    if (call.length === 0) return UNUSED_SIGNAL;
    return (this.#abort = new AbortController()).signal;
  }
}

function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function operationTimeout(operation: string, limitMs: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.OPERATION_TIMEOUT,
    message: `"${operation}" took longer than its limit of ${limitMs} ms and was given up.`,
    details: {
      operation,
      cause: { kind: 'timeout', clock: 'operation', limitMs, elapsedMs: limitMs, operation },
    },
  });
}
