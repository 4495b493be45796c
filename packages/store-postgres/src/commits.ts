import type { CommitResult, StoredExecution, Transition } from '@tracker/core';
import { GroupCommit, inHalves, resultsOf, type Answer } from '@tracker/core/store-kit';
import { assertStorable, toBatch, type OwnSigns } from './batch.js';
import type { Database } from './database.js';
import { isRefused } from './failure.js';
import { toStored, type StoredRow } from './row.js';
import { BATCH, FACTS } from './commit-function.js';
import { soon } from './soon.js';

/** Characters of parameters that go in one call; a batch that has more goes in halves. */
const MAX_CHARACTERS = 32_000_000;

const PLACES = Array.from(
  { length: Object.keys(BATCH).length + Object.keys(FACTS).length },
  (_, index) => `$${index + 1}`,
).join(', ');

const COMMITTED: CommitResult = Object.freeze({ status: 'committed' });

export interface CommitParts {
  readonly database: Database;
  readonly s: string;
  readonly maxWaiting: number;
  readonly ownSigns: OwnSigns;
  readonly withOwnSigns: (stored: StoredExecution) => StoredExecution;
  /** Told what a batch has written. */
  readonly written: (transitions: readonly Transition[]) => void;
}

/** Writes what many commit at the same time, in few calls. */
export class Commits {
  readonly #parts: CommitParts;
  readonly #group: GroupCommit<Answer>;

  constructor(parts: CommitParts) {
    this.#parts = parts;
    this.#group = new GroupCommit({
      write: (batch) => this.#write(batch),
      soon,
      // while the database writes one batch, the next is made ready and waits there for its turn
      maxWriting: 2,
      maxWaiting: parts.maxWaiting,
    });
  }

  async commit(transitions: readonly Transition[]): Promise<readonly CommitResult[]> {
    transitions.forEach(assertStorable);
    return resultsOf(await this.#group.commit(transitions));
  }

  drain(): Promise<void> {
    return this.#group.drain();
  }

  async #write(batch: readonly Transition[]): Promise<Answer[]> {
    const { database, s, ownSigns } = this.#parts;
    const values = toBatch(batch, ownSigns);
    const size = values.reduce((sum, { length }) => sum + length, 0);
    if (size > MAX_CHARACTERS && batch.length > 1) return this.#writeHalves(batch);
    try {
      type Conflict = StoredRow & { n: number };
      const conflicts = await database.run<Conflict>('commit', {
        text: `select * from ${s}.commit_batch(${PLACES})`,
        values,
      });
      return this.#answers(batch, conflicts);
    } catch (error) {
      // refused as a whole, so nothing is written: whose fault it was shows one by one
      if (isRefused(error) && batch.length > 1) return this.#writeHalves(batch);
      if (isRefused(error)) return [{ status: 'failed', error }];
      throw error;
    }
  }

  #writeHalves(batch: readonly Transition[]): Promise<Answer[]> {
    return inHalves(batch, (half) => this.#write(half));
  }

  #answers(
    batch: readonly Transition[],
    conflicts: readonly (StoredRow & { n: number })[],
  ): CommitResult[] {
    const { withOwnSigns, written } = this.#parts;
    const results: CommitResult[] = batch.map(() => COMMITTED);
    for (const row of conflicts) {
      const current = row.id === null ? undefined : withOwnSigns(toStored(row));
      results[row.n] = { status: 'conflict', current };
    }
    written(batch.filter((_, n) => results[n] === COMMITTED));
    return results;
  }
}
