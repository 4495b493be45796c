import { TrackerError, TrackerErrorCode, type HistoryEvent } from '@tracker/state';
import { Fifo } from './fifo.js';
import type { FeedEntry, FeedPage } from './store.js';

/** The newest facts in the order they were committed, for everybody and per user. */
export class MemoryFeed {
  readonly #all = new Fifo<FeedEntry>();
  readonly #byUser = new Map<string, Fifo<FeedEntry>>();
  readonly #capacity: number;
  #cursor = 0;
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The cursor of the newest entry; 0 when there is none. */
  get latest(): number {
    return this.#cursor;
  }

  add(userId: string, event: HistoryEvent): void {
    const entry: FeedEntry = { cursor: ++this.#cursor, userId, event };
    this.#all.push(entry);
    let shelf = this.#byUser.get(userId);
    if (!shelf) this.#byUser.set(userId, (shelf = new Fifo()));
    shelf.push(entry);
    if (this.#all.size > this.#capacity) this.#drop();
  }

  /** The entries after a cursor; of one user, or of all when `userId` is undefined. */
  page(userId: string | undefined, { after, limit }: FeedPage): readonly FeedEntry[] {
    if (after < this.#dropped) throw expired(after, this.#dropped);
    const entries = userId === undefined ? this.#all : this.#byUser.get(userId);
    return entries ? entries.slice(firstAfter(entries, after), limit) : [];
  }

  #drop(): void {
    const oldest = this.#all.shift();
    if (!oldest) return;
    this.#dropped = oldest.cursor;
    const shelf = this.#byUser.get(oldest.userId);
    shelf?.shift();
    if (shelf?.size === 0) this.#byUser.delete(oldest.userId);
  }
}

function firstAfter(entries: Fifo<FeedEntry>, cursor: number): number {
  let low = 0;
  let high = entries.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries.at(middle) as FeedEntry).cursor <= cursor) low = middle + 1;
    else high = middle;
  }
  return low;
}

function expired(after: number, dropped: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CURSOR_EXPIRED,
    message:
      `The feed no longer has what follows cursor ${after}; it begins after ${dropped}. ` +
      `Read the present executions and go on from the latest cursor.`,
    details: { after, dropped },
  });
}
