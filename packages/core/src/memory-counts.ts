import { EXECUTION_STATES, type ExecutionState } from '@tracker/state';
import { isOverdue, isUndelivered } from './delivery.js';
import type { ExecutionRecord } from './record.js';
import type { StoreCounts } from './store.js';

/** Keeps the counts as transitions go by. */
export class MemoryCounts {
  readonly #byState = zero();
  #undelivered = 0;
  #overdue = 0;

  /** Counts one step; `before` is undefined for a new execution, and `after` for one that counts no more. */
  count(before: ExecutionRecord | undefined, after: ExecutionRecord | undefined): void {
    if (before?.state !== after?.state) {
      if (before) this.#byState[before.state] -= 1;
      if (after) this.#byState[after.state] += 1;
    }
    if (before?.delivery === after?.delivery) return;
    this.#undelivered += waiting(after) - waiting(before);
    this.#overdue += late(after) - late(before);
  }

  get total(): StoreCounts {
    return {
      byState: { ...this.#byState },
      undelivered: this.#undelivered,
      overdue: this.#overdue,
    };
  }
}

function waiting(record: ExecutionRecord | undefined): number {
  return record && isUndelivered(record) ? 1 : 0;
}

function late(record: ExecutionRecord | undefined): number {
  return record && isOverdue(record) ? 1 : 0;
}

function zero(): Record<ExecutionState, number> {
  const counts = {} as Record<ExecutionState, number>;
  for (const state of EXECUTION_STATES) counts[state] = 0;
  return counts;
}
