import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { answered, isPromised, type Awaitable } from './awaitable.js';
import { isDue } from './judge.js';
import type { Lookout } from './lookout.js';
import type { ExecutionRecord } from './record.js';
import type { Scope } from './scope.js';
import type { ExecutionStore, StoredExecution } from './store.js';
import type { Writer } from './writer.js';

export interface TruthParts {
  readonly store: ExecutionStore;
  readonly lookout: Lookout;
  readonly writer: Writer;
}

/** What is stored, after the clocks had their say: whoever reads by it sees no execution active that is over. */
export class Truth {
  readonly #parts: TruthParts;

  constructor(parts: TruthParts) {
    this.#parts = parts;
  }

  /** The record of an execution; undefined when the scope has none of this id. Rejects as `of` does. */
  read(scope: Scope, executionId: string): Awaitable<ExecutionRecord | undefined> {
    const found = answered(this.#parts.store.read(scope, executionId));
    if (isPromised(found)) return found.then((stored) => stored && this.of(stored));
    return found && this.of(found);
  }

  /**
   * The record of a stored execution; settled before anybody sees it. Rejects with `store_failure` when it is over and
   * that can't be written.
   */
  of({ record, signs }: StoredExecution): Awaitable<ExecutionRecord> {
    return isDue(record, this.#parts.lookout.see(signs)) ? this.#settled(record) : record;
  }

  async #settled(record: ExecutionRecord): Promise<ExecutionRecord> {
    try {
      return await this.#parts.writer.settle(record);
    } catch (error) {
      if (!TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)) throw error;
      // an end that is not written may not be the end: somebody else's may be on its way
      if (record.endedAt === null) throw error;
      return record;
    }
  }
}
