import type { ScopedTracker } from '@tracker/core';
import { Feed, type FeedReader } from './feed.js';

/** Whose feed: `undefined` is everybody's, for operators. */
type Whose = string | undefined;

/** The feeds that somebody here reads: one per user, and one of everybody's. */
export class Feeds {
  readonly #feeds = new Map<Whose, Feed>();

  /** Lets a reader in behind its cursor; the feed of a scope lives as long as somebody reads it. */
  join(whose: Whose, scope: ScopedTracker, reader: FeedReader): Membership {
    const present = this.#feeds.get(whose);
    const feed = present && !present.isOver ? present : new Feed(scope, reader.cursor);
    this.#feeds.set(whose, feed);
    const leave = feed.join(reader);
    return {
      wake: () => feed.wake(),
      leave: () => {
        leave();
        if (feed.isEmpty && this.#feeds.get(whose) === feed) this.#feeds.delete(whose);
      },
    };
  }
}

/** A reader's membership in a feed. */
export interface Membership {
  /** The reader has room again. */
  wake(): void;
  leave(): void;
}
