import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { Awaitable } from './awaitable.js';
import type { CommitResult, Transition } from './store.js';

/** How a store's writes are gathered. */
export interface GroupCommitOptions<Result> {
  /** Writes a batch in one transaction of the store; results are in the same order. */
  readonly write: (batch: readonly Transition[]) => Awaitable<readonly Result[]>;
  /** Calls `run` once those who are about to commit in this turn have done so. */
  readonly soon: (run: () => void) => void;
  /** Transitions in one batch. Default 1 000. */
  readonly maxBatch?: number;
  /** Batches under way at once; more than one only for a store that keeps them apart itself. Default 1. */
  readonly maxWriting?: number;
  /** Transitions that wait at most; beyond it commits are refused with `limit_reached`. Default 100 000. */
  readonly maxWaiting?: number;
}

interface Waiting<Result> {
  readonly transitions: readonly Transition[];
  readonly resolve: (results: readonly Result[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what many callers commit at the same time into few transactions: while one batch is written the next one
 * fills. Batches are sent in the order of the calls, as a rule one at a time; a batch that fails fails all its callers.
 */
export class GroupCommit<Result = CommitResult> {
  readonly #options: Required<GroupCommitOptions<Result>>;
  #waiting: Waiting<Result>[] = [];
  #size = 0;
  #starting = false;
  #writing = 0;
  #drained: (() => void)[] = [];

  constructor({
    maxBatch = 1_000,
    maxWriting = 1,
    maxWaiting = 100_000,
    ...options
  }: GroupCommitOptions<Result>) {
    this.#options = { maxBatch, maxWriting, maxWaiting, ...options };
  }

  /** Resolves when the transitions are written; rejects when it is unknown whether they are. */
  commit(transitions: readonly Transition[]): Promise<readonly Result[]> {
    if (transitions.length === 0) return Promise.resolve([]);
    if (this.#size + transitions.length > this.#options.maxWaiting)
      return Promise.reject(this.#full());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transitions, resolve, reject });
      this.#size += transitions.length;
      this.#begin();
    });
  }

  /** Resolves when nothing waits and nothing is being written. */
  drain(): Promise<void> {
    if (!this.#starting && this.#writing === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  #begin(): void {
    if (this.#starting || this.#writing >= this.#options.maxWriting) return;
    this.#starting = true;
    this.#options.soon(() => void this.#writeNext());
  }

  async #writeNext(): Promise<void> {
    const group = this.#take();
    this.#starting = false;
    this.#writing += 1;
    if (this.#waiting.length > 0) this.#begin();
    try {
      const results = await this.#options.write(group.flatMap(({ transitions }) => transitions));
      let from = 0;
      for (const { transitions, resolve } of group) {
        resolve(results.slice(from, (from += transitions.length)));
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    this.#writing -= 1;
    if (this.#waiting.length > 0) return this.#begin();
    if (this.#starting || this.#writing > 0) return;
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  /** As many callers as fit into a batch, and at least one. */
  #take(): Waiting<Result>[] {
    let count = 0;
    let size = 0;
    for (const { transitions } of this.#waiting) {
      if (count > 0 && size + transitions.length > this.#options.maxBatch) break;
      count += 1;
      size += transitions.length;
    }
    this.#size -= size;
    return this.#waiting.splice(0, count);
  }

  #full(): TrackerError {
    const { maxWaiting } = this.#options;
    return new TrackerError({
      code: TrackerErrorCode.LIMIT_REACHED,
      message: `${maxWaiting} transitions wait to be written, as many as may; the store is too slow for what is asked of it.`,
      details: { maxWaiting },
    });
  }
}
