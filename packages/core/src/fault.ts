import { Fault } from '@tracker/state';

const RETRYABLE = Symbol.for('@tracker/retryable');
const FAULT = Symbol.for('@tracker/fault');
const exhausted = new WeakMap<object, string>();

/** Marks an error as one that another try may cure; returns it. */
export function markRetryable<E extends object>(error: E): E {
  return mark(error, RETRYABLE, true);
}

/** Says who is at fault for an error; user faults open no breaker. Returns the error. */
export function markFault<E extends object>(error: E, fault: Fault): E {
  return mark(error, FAULT, fault);
}

/** Whether `error` was marked retryable. */
export function isRetryable(error: unknown): boolean {
  return marked(error, RETRYABLE) === true;
}

/** Who was said to be at fault for `error`, if anybody was. */
export function faultOf(error: unknown): Fault | undefined {
  const fault = marked(error, FAULT);
  return Object.values(Fault).find((known) => known === fault);
}

/** Remembers that every permitted try of a dependency ended in this error. */
export function noteExhausted(error: unknown, dependency: string): void {
  if (typeof error === 'object' && error !== null) exhausted.set(error, dependency);
}

/** The dependency whose every permitted try ended in this error, if there is one. */
export function exhaustedDependency(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? exhausted.get(error) : undefined;
}

function mark<E extends object>(error: E, key: symbol, value: unknown): E {
  Object.defineProperty(error, key, { value, configurable: true });
  return error;
}

function marked(error: unknown, key: symbol): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  return (error as Record<symbol, unknown>)[key];
}
