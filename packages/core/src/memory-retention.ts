import type { MemoryEntry } from './memory-entry.js';
import { Roll } from './roll.js';

/** Says which ended executions a memory store lets go of: acknowledged ones first, then the oldest. */
export class MemoryRetention {
  readonly #maxEnded: number;
  readonly #acknowledged = new Roll<MemoryEntry>();
  readonly #unacknowledged = new Roll<MemoryEntry>();
  #noted = 0;

  constructor(maxEnded: number) {
    this.#maxEnded = maxEnded;
  }

  /** Takes note of an execution that has ended; returns one that has to go, if one has. */
  note(entry: MemoryEntry): MemoryEntry | undefined {
    const acknowledged = entry.record.delivery?.acknowledgedAt != null;
    const roll = acknowledged ? this.#acknowledged : this.#unacknowledged;
    if (entry.among === roll) return undefined;
    entry.among?.delete(entry.amongAs);
    entry.among = roll;
    entry.amongAs = ++this.#noted;
    roll.add(entry.amongAs, entry);
    if (this.#acknowledged.size + this.#unacknowledged.size <= this.#maxEnded) return undefined;
    return this.#acknowledged.shift() ?? this.#unacknowledged.shift();
  }
}
