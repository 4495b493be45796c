import { Fault, TrackerError, TrackerErrorCode } from '@tracker/state';
import type { Admission, Dependency } from './dependency.js';
import { faultOf } from './fault.js';
import { TimedOperation, type OperationClock } from './operation-clock.js';
import type { Stoppable } from './stopping.js';

/**
 * A call to something outside. It should give up when the signal aborts: at its time limit, and when the execution
 * is to stop. Declare the parameter: a function that declares none gets the execution's signal, which knows nothing
 * of the call's own limit, because a signal for each call would cost more than the guard.
 */
export type GuardedCall<T> = (signal: AbortSignal) => T | PromiseLike<T>;

/** What a call is made for, and stops with. */
export interface Purpose {
  readonly signal: AbortSignal;
  join(work: Stoppable): void;
  leave(work: Stoppable): void;
}

export interface TryParts<T> {
  readonly now: () => number;
  readonly operations: OperationClock;
  readonly dependency: Dependency;
  readonly call: GuardedCall<T>;
  readonly timeoutMs: number;
  readonly purpose: Purpose | undefined;
}

/** Makes a call once, under the breaker and a time limit; whatever ends it first decides. */
export function tryOnce<T>(parts: TryParts<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    new GuardedTry(parts, resolve, reject).begin();
  });
}

class GuardedTry<T> extends TimedOperation implements Stoppable {
  readonly startedAt: number;
  readonly deadline: number;
  place = 0;
  readonly #parts: TryParts<T>;
  readonly #resolve: (result: T) => void;
  readonly #reject: (error: unknown) => void;
  readonly #admission: Admission;
  #over = false;
  #abort: AbortController | undefined;

  constructor(parts: TryParts<T>, resolve: (result: T) => void, reject: (error: unknown) => void) {
    super();
    const now = parts.now();
    this.#parts = parts;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#admission = parts.dependency.admit(now);
    this.startedAt = now;
    this.deadline = now + parts.timeoutMs;
  }

  begin(): void {
    const { operations, purpose, call } = this.#parts;
    operations.watch(this);
    purpose?.join(this);
    if (this.#over) return;
    try {
      const result = call(this.#signal());
      if (isPromiseLike(result)) result.then(this.#succeed, this.#fail);
      else this.#succeed(result);
    } catch (error) {
      this.#fail(error);
    }
  }

  expire(): void {
    const error = operationTimeout(this.#parts.dependency.name, this.#parts.timeoutMs);
    this.#fail(error);
    this.#abort?.abort(error);
  }

  readonly #succeed = (result: T): void => {
    if (!this.#finish()) return;
    this.#parts.dependency.succeeded(this.#admission);
    this.#resolve(result);
  };

  readonly #fail = (error: unknown): void => {
    if (!this.#finish()) return;
    const { dependency, now } = this.#parts;
    // a user's mistake says nothing about the dependency
    if (faultOf(error) === Fault.USER) dependency.abandoned(this.#admission);
    else dependency.failed(this.#admission, now());
    this.#reject(error);
  };

  stop(reason: unknown): void {
    if (!this.#finish()) return;
    this.#parts.dependency.abandoned(this.#admission);
    this.#reject(reason);
    this.#abort?.abort(reason);
  }

  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#parts.operations.forget(this);
    this.#parts.purpose?.leave(this);
    return true;
  }

  #signal(): AbortSignal {
    const { call, purpose } = this.#parts;
    if (call.length === 0 && purpose) return purpose.signal;
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
