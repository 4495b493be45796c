import { isActive } from '@tracker/state';
import { MemoryCounts } from './memory-counts.js';
import type { MemoryEntry } from './memory-entry.js';
import type { ExecutionRecord } from './record.js';
import { Roll } from './roll.js';

/** One user's executions in a memory store. */
export class MemoryUser {
  readonly all = new Roll<MemoryEntry>();
  readonly active = new Roll<MemoryEntry>();
  /** Counts what is kept. */
  readonly counts = new MemoryCounts();

  /** One of this user's executions was begun, or went a step. */
  note(before: ExecutionRecord | undefined, entry: MemoryEntry): void {
    const { record, number } = entry;
    this.counts.count(before, record);
    if (!before) this.all.add(number, entry);
    if (!before && isActive(record.state)) this.active.add(number, entry);
    if (before && isActive(before.state) && !isActive(record.state)) this.active.delete(number);
  }

  /** One of them is no longer kept. */
  forget({ record, number }: MemoryEntry): void {
    this.counts.count(record, undefined);
    this.all.delete(number);
  }
}
