import { createHash } from 'node:crypto';
import type { AgentExecutionTracker } from '@tracker/core';
import {
  Fault,
  TrackerError,
  TrackerErrorCode,
  isTerminal,
  type Execution,
  type ExecutionIn,
} from '@tracker/state';
import type { Job } from 'bullmq';

/** How far back an earlier attempt is looked for, in attempts. */
const MAX_BACK = 16;

const PLAIN = /^[\x20-\x7e]{1,180}$/;

/** What is to be done for a job: run it as this attempt, or nothing more because it was answered. */
export type Attempt =
  | { readonly id: string; readonly retryOf: string | undefined }
  | { readonly answered: ExecutionIn<'completed'> };

/**
 * The next attempt at a job. An earlier one that is still active has lost its worker, because the job is here now:
 * it is ended, so that whoever was at it can change nothing any more.
 */
export async function nextAttempt(tracker: AgentExecutionTracker, job: Job): Promise<Attempt> {
  let number = Math.max(1, job.attemptsStarted);
  while (await tracker.getExecution(idOf(job, number))) number += 1;
  const earlier = await latestBefore(tracker, job, number);
  const ended = earlier && (await settled(tracker, earlier));
  if (ended?.state === 'completed') return { answered: ended };
  return { id: idOf(job, number), retryOf: ended?.id };
}

/** The same for every worker. Ids of jobs are used again after a job was removed; with its time they are not. */
function idOf({ queueQualifiedName, id, timestamp }: Job, number: number): string {
  const name = `${queueQualifiedName}:${id}@${timestamp}`;
  const root = PLAIN.test(name)
    ? name
    : `bullmq:${createHash('sha256').update(name).digest('hex')}`;
  return number === 1 ? root : `${root}~${number}`;
}

async function latestBefore(
  tracker: AgentExecutionTracker,
  job: Job,
  number: number,
): Promise<Execution | undefined> {
  for (let back = number - 1; back >= Math.max(1, number - MAX_BACK); back--) {
    const found = await tracker.getExecution(idOf(job, back));
    if (found) return found;
  }
  return undefined;
}

async function settled(
  tracker: AgentExecutionTracker,
  earlier: Execution,
): Promise<Execution | undefined> {
  if (isTerminal(earlier.state)) return earlier;
  try {
    const error = 'The job stalled: its worker was lost, and another one began again.';
    await tracker.failExecution(earlier.id, { error, fault: Fault.INFRASTRUCTURE });
  } catch (error) {
    // it came to its end by itself at the last moment
    if (!TrackerError.is(error, TrackerErrorCode.ALREADY_ENDED)) throw error;
  }
  return tracker.getExecution(earlier.id);
}
