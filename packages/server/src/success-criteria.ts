import { EXECUTION_STATES, type Execution, type ExecutionState } from '@tracker/state';
import { z } from 'zod';

const count = z.int().nonnegative();
const instant = z.int().meta({ description: 'Epoch milliseconds.' });

export const criteriaBucketSchema = z.object({
  from: instant,
  until: instant,
  total: count.meta({ description: 'Executions created from `from` on and before `until`.' }),
  byState: z.record(z.enum(EXECUTION_STATES), count).meta({ description: 'How they stand now.' }),
  deliveredInTime: count.meta({
    description: 'Ended, and acknowledged by the delivery deadline; answers and errors alike.',
  }),
  deliveredLate: count.meta({ description: 'Ended, and acknowledged after it.' }),
  overdue: count.meta({ description: 'Ended, past the deadline, and not acknowledged.' }),
  awaiting: count.meta({ description: 'Ended, and there is still time to acknowledge.' }),
});
export type CriteriaBucket = z.infer<typeof criteriaBucketSchema>;

export interface CriteriaWindow {
  /** The end of the last bucket, epoch milliseconds. */
  readonly until: number;
  readonly bucketMs: number;
  readonly buckets: number;
}

/** Counts executions by when they were created, in equal buckets of time; each execution is in one bucket. */
export class SuccessCriteria {
  /** Oldest first. */
  readonly buckets: readonly CriteriaBucket[];
  /** Where the first bucket begins. */
  readonly from: number;
  readonly #bucketMs: number;

  constructor({ until, bucketMs, buckets }: CriteriaWindow) {
    const from = until - bucketMs * buckets;
    this.from = from;
    this.#bucketMs = bucketMs;
    this.buckets = Array.from({ length: buckets }, (_, index) =>
      emptyBucket(from + index * bucketMs, bucketMs),
    );
  }

  /** Counts an execution as it stands at an instant; one outside of the window is passed over. */
  add(execution: Execution, now: number): void {
    const bucket = this.buckets[Math.floor((execution.createdAt - this.from) / this.#bucketMs)];
    if (!bucket) return;
    bucket.total += 1;
    bucket.byState[execution.state] += 1;
    if ('delivery' in execution) bucket[standingOf(execution.delivery, now)] += 1;
  }
}

type Delivery = Extract<Execution, { delivery: unknown }>['delivery'];

function standingOf({ acknowledgedAt, deadline }: Delivery, now: number) {
  if (acknowledgedAt !== null)
    return acknowledgedAt <= deadline ? 'deliveredInTime' : 'deliveredLate';
  return now > deadline ? 'overdue' : 'awaiting';
}

function emptyBucket(from: number, bucketMs: number): CriteriaBucket {
  const none = Object.fromEntries(EXECUTION_STATES.map((state) => [state, 0]));
  return {
    from,
    until: from + bucketMs,
    total: 0,
    byState: none as Record<ExecutionState, number>,
    deliveredInTime: 0,
    deliveredLate: 0,
    overdue: 0,
    awaiting: 0,
  };
}
