import type { HistoryEvent } from '@tracker/state';
import { feedExpired } from './cursor-expired.js';
import { Fifo } from './fifo.js';
import type { MemoryUser } from './memory-user.js';
import type { MemoryUsers } from './memory-users.js';
import type { FeedEntry, FeedPage } from './store.js';

/** The newest facts in the order they were committed, for everybody and per user. */
export class MemoryFeed {
  /** The fact of cursor n is at position n - dropped - 1. */
  readonly #events = new Fifo<HistoryEvent>();
  /** Whose each of them is. */
  readonly #owners = new Fifo<MemoryUser>();
  readonly #users: MemoryUsers;
  readonly #capacity: number;
  #dropped = 0;

  constructor(capacity: number, users: MemoryUsers) {
    this.#capacity = capacity;
    this.#users = users;
  }

  /** The cursor of the newest entry; 0 when there is none. */
  get latest(): number {
    return this.#dropped + this.#events.size;
  }

  add(user: MemoryUser, event: HistoryEvent): void {
    this.#events.push(event);
    this.#owners.push(user);
    user.cursors.push(this.latest);
    if (this.#events.size > this.#capacity) this.#drop();
  }

  /** The entries after a cursor; of one user, or of all when `userId` is undefined. */
  page(userId: string | undefined, { after, limit }: FeedPage): readonly FeedEntry[] {
    if (after > this.latest || (after > 0 && after < this.#dropped)) {
      throw feedExpired(after, { oldest: this.#dropped, latest: this.latest });
    }
    const from = Math.max(after, this.#dropped);
    const cursors =
      userId === undefined
        ? range(from + 1, Math.min(this.latest, from + limit))
        : cursorsAfter(this.#users.get(userId)?.cursors, from, limit);
    return cursors.map((cursor) => this.#entry(cursor));
  }

  #entry(cursor: number): FeedEntry {
    const position = cursor - this.#dropped - 1;
    const { id: userId } = this.#owners.at(position) as MemoryUser;
    return { cursor, userId, event: this.#events.at(position) as HistoryEvent };
  }

  #drop(): void {
    this.#dropped += 1;
    this.#events.shift();
    const user = this.#owners.shift() as MemoryUser;
    user.cursors.shift();
    this.#users.release(user);
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function cursorsAfter(cursors: Fifo<number> | undefined, after: number, limit: number): number[] {
  if (!cursors) return [];
  let low = 0;
  let high = cursors.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cursors.at(middle) as number) <= after) low = middle + 1;
    else high = middle;
  }
  return cursors.slice(low, limit);
}
