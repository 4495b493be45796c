import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { answered, isPromised, type Awaitable } from './awaitable.js';
import { backoffMs } from './backoff.js';
import type { Clock } from './clock.js';
import { CommitNames } from './commit-names.js';
import type { Signs } from './signs.js';
import { sleep } from './sleep.js';
import type { CommitResult, ExecutionStore, Transition } from './store.js';

/** Waits between tries when the store fails. */
const STORE_BACKOFF = { baseMs: 50, maxMs: 2_000 };

/** Further tries of a write whose store failed. */
const STORE_RETRIES = 3;

export interface CommitsParts {
  readonly store: ExecutionStore;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The facts that happen, and the record after them. */
type Step = Pick<Transition, 'next' | 'events'>;

/** A tracker's commits to its store: each under a name of its own, and sent again after a failure of the store. */
export class Commits {
  readonly #parts: CommitsParts;
  readonly #names = new CommitNames();

  constructor(parts: CommitsParts) {
    this.#parts = parts;
  }

  /** Commits one step; its name keeps it from being applied twice when its answer gets lost. */
  commit(
    { next, events }: Step,
    expectedVersion: number,
    evidence?: Signs,
  ): Awaitable<CommitResult> {
    const commitId = this.#names.next();
    const transition = evidence
      ? { next, events, expectedVersion, commitId, evidence }
      : { next, events, expectedVersion, commitId };
    try {
      const results = answered(this.#parts.store.commit([transition]));
      return isPromised(results) ? this.#written(transition, results) : only(results);
    } catch (error) {
      return this.#again(transition, error);
    }
  }

  async #written(
    transition: Transition,
    results: Promise<readonly CommitResult[]>,
  ): Promise<CommitResult> {
    try {
      return only(await results);
    } catch (error) {
      return this.#again(transition, error);
    }
  }

  async #again(transition: Transition, failure: unknown): Promise<CommitResult> {
    const { store, clock, random } = this.#parts;
    let error = failure;
    for (let retry = 1; retry <= STORE_RETRIES; retry++) {
      if (!TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)) throw error;
      await sleep(clock, backoffMs(retry, STORE_BACKOFF, random));
      try {
        return only(await store.commit([transition]));
      } catch (next) {
        error = next;
      }
    }
    throw error;
  }
}

function only(results: readonly CommitResult[]): CommitResult {
  return results[0] as CommitResult;
}
