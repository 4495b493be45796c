import { EXECUTION_STATES, type ExecutionState } from '@tracker/state';
import type { Standing } from './standing.js';
import type { StoreCounts } from './store.js';

/** Keeps the counts as transitions go by. */
export class MemoryCounts {
  /** In the order of the states. */
  readonly #byState = EXECUTION_STATES.map(() => 0);
  #undelivered = 0;
  #overdue = 0;

  /** Counts one step; `before` is undefined for a new execution, and `after` for one that counts no more. */
  count(before: Standing | undefined, after: Standing | undefined): void {
    if (before) this.#add(before, -1);
    if (after) this.#add(after, 1);
  }

  #add({ place, undelivered, overdue }: Standing, sign: 1 | -1): void {
    this.#byState[place] = (this.#byState[place] as number) + sign;
    this.#undelivered += sign * undelivered;
    this.#overdue += sign * overdue;
  }

  get total(): StoreCounts {
    const byState = {} as Record<ExecutionState, number>;
    EXECUTION_STATES.forEach((state, place) => {
      byState[state] = this.#byState[place] as number;
    });
    return { byState, undelivered: this.#undelivered, overdue: this.#overdue };
  }
}
