import type { ScopedTracker } from '@tracker/core';
import { Batch } from './batch.js';
import { feedEntryOf, type FeedEntry } from './entry.js';

/** Entries kept for readers that lag behind the fastest one; whoever lags more reads by itself until it is back. */
const MAX_KEPT = 256;

/** The same in bytes. */
const MAX_KEPT_BYTES = 1_048_576;

/** How far the feed is read ahead of the fastest reader, and how many entries leave together. */
const READ_AHEAD = 64;

/** How many bytes leave together; an entry that has more leaves alone. A slow reader may hold as much beyond its limit. */
const MAX_BATCH_BYTES = 65_536;

/** A connection that takes the frames of a feed. */
export interface FeedReader {
  /** The cursor of the last entry it took; the feed moves it. */
  cursor: number;
  /** Whether it takes more now. When that becomes true it wakes the feed. */
  readonly hasRoom: boolean;
  /** Resolves when it takes more, or is gone. */
  room(): Promise<void>;
  /** All that there is for it now; false when it has no room for it. */
  take(batch: Batch<FeedEntry>): boolean;
  /** Something that more may follow in the same tick. */
  takeWithMore(batch: Batch<FeedEntry>): void;
  /** Nothing more comes; the error says why, undefined when the tracker has closed. */
  end(error?: unknown): void;
}

/** Where a reader stands: the number of the entry it takes next; undefined while it reads by itself. */
interface Place {
  readonly reader: FeedReader;
  next: number | undefined;
  /** Ends its own reading. */
  leave: AbortController | undefined;
}

/**
 * The frames of one scope, read and serialised once for all its connections here. It is read only as fast as the
 * fastest of them takes; a slower one that falls out of what is kept catches up by itself, from the store, and
 * joins again. So what a slow reader has not taken costs no memory.
 */
export class Feed {
  readonly #scope: ScopedTracker;
  readonly #places = new Set<Place>();
  readonly #closed = new AbortController();
  #kept: FeedEntry[] = [];
  #keptBytes = 0;
  /** The number of the first entry that is kept. */
  #first = 0;
  /** The cursor before the first entry that is kept: who stands here or later has missed nothing. */
  #floor: number;
  /** What was made in this tick, by the place that it begins at. */
  readonly #made = new Map<number, Batch<FeedEntry>>();
  #demand: (() => void) | undefined;
  #scheduled = false;
  #isOver = false;

  constructor(scope: ScopedTracker, after: number) {
    this.#scope = scope;
    this.#floor = after;
    void this.#read(after);
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** Whether it has broken off or ended; then nobody else is to join. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Lets a reader in behind its cursor; what is returned ends its part in it. */
  join(reader: FeedReader): () => void {
    const place: Place = { reader, next: undefined, leave: undefined };
    this.#places.add(place);
    if (reader.cursor < this.#floor) void this.#catchUp(place);
    else place.next = this.#numberAfter(reader.cursor);
    this.wake();
    return () => this.#leave(place);
  }

  #leave(place: Place): void {
    place.leave?.abort();
    this.#places.delete(place);
    if (this.isEmpty) this.#closed.abort();
    else this.wake(); // what only it had not taken can go
  }

  /** Gives readers that have room what they have not got yet, once for all wishes of this tick. */
  wake(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => {
      this.#scheduled = false;
      this.#giveAll();
      if (this.#isWanted()) this.#demand?.();
    });
  }

  async #read(after: number): Promise<void> {
    const { signal } = this.#closed;
    try {
      for await (const event of this.#scope.watch({ after, signal })) {
        const entry = feedEntryOf(event);
        if (!entry) continue;
        this.#keep(entry);
        this.wake();
        while (!this.#isWanted() && !signal.aborted) await this.#wish();
      }
      this.#end();
    } catch (error) {
      this.#end(error);
    }
  }

  #end(error?: unknown): void {
    this.#isOver = true;
    // whoever reads by itself comes to the end by itself
    for (const { reader, next } of this.#places) if (next !== undefined) reader.end(error);
  }

  /** Whether somebody will soon have taken everything that is there. */
  #isWanted(): boolean {
    const end = this.#first + this.#kept.length;
    for (const { reader, next } of this.#places) {
      if (next !== undefined && end - next < READ_AHEAD && reader.hasRoom) return true;
    }
    return false;
  }

  #wish(): Promise<void> {
    const { signal } = this.#closed;
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#demand = undefined;
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#demand = wake;
      signal.addEventListener('abort', wake);
    });
  }

  #keep(entry: FeedEntry): void {
    this.#kept.push(entry);
    this.#keptBytes += entry.json.length;
    while (this.#kept.length > MAX_KEPT || this.#keptBytes > MAX_KEPT_BYTES) this.#forget(1);
  }

  /** What everybody has taken after it is not kept. */
  #giveAll(): void {
    const end = this.#first + this.#kept.length;
    let taken = end;
    for (const place of this.#places) {
      this.#give(place, end);
      if (place.next !== undefined && place.next < taken) taken = place.next;
    }
    this.#made.clear();
    if (taken > this.#first) this.#forget(taken - this.#first);
  }

  #forget(count: number): void {
    const forgotten = this.#kept.splice(0, count);
    this.#first += forgotten.length;
    for (const { json, cursor } of forgotten) {
      this.#keptBytes -= json.length;
      this.#floor = cursor;
    }
  }

  #give(place: Place, end: number): void {
    if (place.next === undefined) return;
    if (place.next < this.#first) return void this.#catchUp(place);
    const { reader } = place;
    while (place.next < end) {
      // nothing is made for somebody who will not take it
      if (!this.#made.has(place.next) && !reader.hasRoom) return;
      const batch = this.#batchFrom(place.next);
      const news = newsFor(reader, batch);
      if (news && !reader.take(news)) return;
      place.next += batch.entries.length;
      if (news) reader.cursor = news.last.cursor;
    }
  }

  /** What is next at a place; most stand at the same one, and what they get there is made once. */
  #batchFrom(number: number): Batch<FeedEntry> {
    const made = this.#made.get(number);
    if (made) return made;
    const batch = new Batch(together(this.#kept, number - this.#first));
    this.#made.set(number, batch);
    return batch;
  }

  /** Reads for one reader alone, as fast as it takes, until it has reached what is kept for all. */
  async #catchUp(place: Place): Promise<void> {
    const { reader } = place;
    const { signal } = (place.leave = new AbortController());
    place.next = undefined;
    try {
      for await (const event of this.#scope.watch({ after: reader.cursor, signal })) {
        if (event.cursor > this.#floor && !this.#isOver) {
          place.next = this.#numberAfter(event.cursor - 1);
          return this.wake();
        }
        const entry = feedEntryOf(event);
        reader.cursor = event.cursor;
        if (entry) reader.takeWithMore(new Batch([entry]));
        if (!reader.hasRoom) await reader.room();
      }
      if (!signal.aborted) reader.end();
    } catch (error) {
      if (!signal.aborted) reader.end(error);
    }
  }

  /** The number of the first entry after a cursor. */
  #numberAfter(cursor: number): number {
    const index = this.#kept.findIndex((entry) => entry.cursor > cursor);
    return this.#first + (index === -1 ? this.#kept.length : index);
  }
}

/** The entries from a place on that leave together; at least the one there. */
function together(kept: readonly FeedEntry[], from: number): readonly FeedEntry[] {
  const some = kept.slice(from, from + READ_AHEAD);
  let bytes = 0;
  const tooMany = some.findIndex(({ frame }) => (bytes += frame.length) > MAX_BATCH_BYTES);
  return tooMany === -1 ? some : some.slice(0, Math.max(1, tooMany));
}

/** Who comes in ahead of the slow ones, for whom the feed waits, has had some of a batch, or all. */
function newsFor({ cursor }: FeedReader, batch: Batch<FeedEntry>): Batch<FeedEntry> | undefined {
  if (cursor < batch.first.cursor) return batch;
  const news = batch.entries.filter((entry) => entry.cursor > cursor);
  return news.length > 0 ? new Batch(news) : undefined;
}
