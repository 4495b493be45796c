import { Fifo } from './fifo.js';
import { MemoryCounts } from './memory-counts.js';
import type { MemoryEntry } from './memory-entry.js';
import { Roll } from './roll.js';
import type { Standing } from './standing.js';

/** One user's executions in a memory store. */
export class MemoryUser {
  readonly id: string;
  readonly all = new Roll<MemoryEntry>();
  readonly active = new Roll<MemoryEntry>();
  /** Counts what is kept. */
  readonly counts = new MemoryCounts();
  /** The cursors of this user's facts in the feed. */
  readonly cursors = new Fifo<number>();

  constructor(id: string) {
    this.id = id;
  }

  /** Nothing of this user's is kept. */
  get isGone(): boolean {
    return this.all.size === 0 && this.cursors.size === 0;
  }

  /** One of this user's executions was begun, or went a step. */
  note(before: Standing | undefined, entry: MemoryEntry): void {
    const { standing, number } = entry;
    if (before !== standing) this.counts.count(before, standing);
    if (!before) this.all.add(number, entry);
    const wasActive = before?.isActive ?? false;
    if (wasActive && !standing.isActive) this.active.delete(number);
    if (!wasActive && standing.isActive) this.active.add(number, entry);
  }

  /** One of them is no longer kept. */
  forget({ standing, number }: MemoryEntry): void {
    this.counts.count(standing, undefined);
    this.all.delete(number);
  }
}
