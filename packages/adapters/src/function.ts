import { AsyncLocalStorage } from 'node:async_hooks';
import type { AgentExecutionTracker, RunInput, RunOutcome, RunningExecution } from '@tracker/core';
import { blame } from './blame.js';
import { unanswered } from './unanswered.js';

const executions = new AsyncLocalStorage<RunningExecution>();

/** The execution that a tracked function is running in; undefined outside of one. */
export function currentExecution(): RunningExecution | undefined {
  return executions.getStore();
}

/** How calls of a function become executions. */
export interface FunctionOptions<Args extends unknown[]> {
  readonly tracker: AgentExecutionTracker;
  /** Whose execution a call is, and of which agent: what `tracker.run` takes. */
  readonly request: (...args: Args) => RunInput;
}

/** A function each call of which is an execution. */
export interface TrackedFunction<Args extends unknown[], Result> {
  /**
   * Resolves with what the function resolved with, when that was an answer. Rejects with what the function threw, or
   * with an error that says how its execution ended instead.
   */
  (...args: Args): Promise<Result>;
  /** The same call, resolving with its outcome; never rejects for the function's sake. */
  run(...args: Args): Promise<RunOutcome>;
}

/** Makes every call of a plain function a tracked run. What it returns is the answer. */
export function trackedFunction<Args extends unknown[], Result>(
  { tracker, request }: FunctionOptions<NoInfer<Args>>,
  plain: (...args: Args) => Result | PromiseLike<Result>,
): TrackedFunction<Args, Result> {
  async function call(args: Args) {
    const seen: { returned?: Result; threw?: { error: unknown } } = {};
    const outcome = await tracker.run(request(...args), async (execution) => {
      try {
        return (seen.returned = await executions.run(execution, () => plain(...args)));
      } catch (error) {
        seen.threw = { error };
        throw blame(error);
      }
    });
    return { outcome, seen };
  }
  const tracked = async (...args: Args): Promise<Result> => {
    const { outcome, seen } = await call(args);
    if (outcome.state === 'completed') return seen.returned as Result;
    if (outcome.state === 'failed' && seen.threw) throw seen.threw.error;
    throw unanswered(outcome);
  };
  return Object.assign(tracked, {
    run: async (...args: Args) => (await call(args)).outcome,
  });
}
