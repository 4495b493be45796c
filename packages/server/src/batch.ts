import type { Entry } from './entry.js';

/** What a wire may put around an entry, at most; in bytes. */
const MAX_WRAPPING = 128;

/** Entries that leave together; as a WebSocket's frames they are one piece of memory, for every connection the same. */
export class Batch<E extends Entry = Entry> {
  readonly entries: readonly E[];
  readonly first: E;
  readonly last: E;
  /** All their frames, one behind the other. */
  readonly frames: Buffer;
  /** How much of a connection they may take, whatever is spoken on it. */
  readonly maxBytes: number;

  /** @param entries at least one */
  constructor(entries: readonly E[]) {
    this.entries = entries;
    this.first = entries[0] as E;
    this.last = entries.at(-1) as E;
    const isAlone = entries.length === 1;
    this.frames = isAlone ? this.first.frame : Buffer.concat(entries.map(({ frame }) => frame));
    this.maxBytes = this.frames.length + entries.length * MAX_WRAPPING;
  }
}
