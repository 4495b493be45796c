import type { AgentExecutionTracker, RunInput, RunOutcome, RunningExecution } from '@tracker/core';
import type { JsonValue } from '@tracker/state';
import { UnrecoverableError, type Job, type Processor } from 'bullmq';
import { blame } from './blame.js';
import { nextAttempt } from './bullmq-attempt.js';
import { unanswered } from './unanswered.js';

/** How jobs become executions. */
export interface ProcessorOptions<Data> {
  readonly tracker: AgentExecutionTracker;
  /** Whose execution a job is, and of which agent: what `tracker.run` takes, but the ids of the attempts. */
  readonly request: (job: Job<Data>) => Omit<RunInput, 'id' | 'retryOf'>;
}

/**
 * A processor for a BullMQ worker: each try of a job is an execution, and a further try is the next attempt of the one
 * before. The job completes with the execution's answer and fails when there is none. A try after an answer was
 * committed gives that answer again, without another run.
 */
export function trackedProcessor<Data>(
  { tracker, request }: ProcessorOptions<Data>,
  agent: (execution: RunningExecution, job: Job<Data>) => unknown,
): Processor<Data, JsonValue> {
  // BullMQ only makes a signal for a processor that declares three parameters
  return async (job, _token, signal) => {
    const attempt = await nextAttempt(tracker, job);
    if ('answered' in attempt) {
      const { outcome } = attempt.answered;
      return outcome.kind === 'answer' ? outcome.answer : null;
    }
    const threw: unknown[] = [];
    const { id, retryOf } = attempt;
    const input = { ...request(job), id, ...(retryOf === undefined ? {} : { retryOf }) };
    const outcome = await tracker.run(input, async (execution) => {
      whenAborted(signal, (reason) => void cancel(tracker, id, reason));
      try {
        return await agent(execution, job);
      } catch (error) {
        threw.push(error);
        throw blame(error);
      }
    });
    return resultOf(outcome, threw);
  };
}

/** BullMQ keeps what is thrown here as the job's reason to fail, and reads its own errors, such as `DelayedError`. */
function resultOf(outcome: RunOutcome, threw: readonly unknown[]): JsonValue {
  switch (outcome.state) {
    case 'completed':
      return outcome.answer ?? null;
    case 'cancelled':
      throw new UnrecoverableError(unanswered(outcome).message); // not to be tried again
    case 'failed':
      throw threw.length > 0 ? threw[0] : unanswered(outcome);
    default:
      throw unanswered(outcome);
  }
}

function whenAborted(signal: AbortSignal | undefined, act: (reason: unknown) => void): void {
  if (signal?.aborted) act(signal.reason);
  else signal?.addEventListener('abort', () => act(signal.reason), { once: true });
}

async function cancel(tracker: AgentExecutionTracker, id: string, why: unknown): Promise<void> {
  const reason = typeof why === 'string' && why.trim() !== '' ? why.slice(0, 2_000) : undefined;
  // refused when it has ended, and then there is nothing to cancel
  await tracker.cancelExecution(id, reason ? { reason } : {}).catch(() => undefined);
}
