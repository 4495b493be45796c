import { markFault, type RunningExecution } from '@tracker/core';
import { Fault } from '@tracker/state';
import { blame } from './blame.js';
import { eitherSignal } from './either-signal.js';

/** A call of a model that an adapter makes for a framework. */
export interface ModelCall<T> {
  readonly execution: RunningExecution;
  /** Names the breaker, such as `llm:gpt-5`. */
  readonly dependency: string;
  /** What the framework would stop the call with, besides the execution. */
  readonly signal: AbortSignal | undefined;
  readonly call: (signal: AbortSignal) => PromiseLike<T>;
}

/**
 * Makes the call under the guard of its dependency, once: frameworks and their clients repeat calls themselves.
 * A call that the framework itself stops says nothing about the dependency.
 */
export function callModel<T>({ execution, dependency, signal, call }: ModelCall<T>): Promise<T> {
  return execution.guard(
    dependency,
    async (guarded) => {
      try {
        return await call(eitherSignal(signal, guarded));
      } catch (error) {
        throw signal?.aborted ? leftByCaller(error) : blame(error);
      }
    },
    { retries: 0 },
  );
}

function leftByCaller(error: unknown): unknown {
  return typeof error === 'object' && error !== null && Object.isExtensible(error)
    ? markFault(error, Fault.USER)
    : error;
}
