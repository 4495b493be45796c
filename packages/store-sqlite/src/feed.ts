import type { FeedEntry, FeedPage } from '@tracker/core';
import { feedExpired } from '@tracker/core/store-kit';
import type { HistoryEvent } from '@tracker/state';
import { LATEST_CURSOR } from './commits.js';
import type { Connection, Statement } from './sqlite-driver.js';

interface FactRow {
  readonly cursor: number;
  readonly user_id: string;
  readonly body: string;
}

/** Word of a fact, without the fact. */
export interface Mention {
  readonly cursor: number;
  readonly id: string;
  readonly seq: number;
  readonly user_id: string;
}

/** Reads the facts in the order of their commits. */
export class Feed {
  readonly #all: Statement;
  readonly #ofUser: Statement;
  readonly #latest: Statement;
  readonly #floor: Statement;
  readonly #raise: Statement;
  readonly #mentions: Statement;

  constructor(connection: Connection) {
    const page = 'cursor > ? ORDER BY cursor LIMIT ?';
    const facts = 'SELECT cursor, user_id, body FROM facts WHERE';
    this.#all = connection.prepare(`${facts} ${page}`);
    this.#ofUser = connection.prepare(`${facts} user_id = ? AND ${page}`);
    this.#latest = connection.prepare(LATEST_CURSOR);
    this.#floor = connection.prepare(
      "SELECT CAST(value AS INTEGER) AS floor FROM meta WHERE key = 'feed_floor'",
    );
    this.#raise = connection.prepare("INSERT OR REPLACE INTO meta VALUES ('feed_floor', ?)");
    this.#mentions = connection.prepare(
      `SELECT f.cursor, f.seq, f.user_id, e.id FROM facts f JOIN executions e ON e.no = f.no
       WHERE f.cursor > ? ORDER BY f.cursor LIMIT ?`,
    );
  }

  /** The cursor of the newest entry; 0 when there is none. */
  get latest(): number {
    return (this.#latest.get() as { cursor: number }).cursor;
  }

  /** Up to where entries have been let go of; what is still there below it is not shown any more. */
  get floor(): number {
    return (this.#floor.get() as { floor: number } | undefined)?.floor ?? 0;
  }

  /** From now on the feed begins after `cursor`. */
  raiseFloor(cursor: number): void {
    this.#raise.run(String(cursor));
  }

  page(userId: string | undefined, { after, limit }: FeedPage): FeedEntry[] {
    const { floor } = this;
    if (after > 0 && (after < floor || after > this.latest)) {
      throw feedExpired(after, { oldest: floor, latest: this.latest });
    }
    const from = Math.max(after, floor);
    const rows =
      userId === undefined ? this.#all.all(from, limit) : this.#ofUser.all(userId, from, limit);
    return Array.from(rows as FactRow[], ({ cursor, user_id, body }) => ({
      cursor,
      userId: user_id,
      event: JSON.parse(body) as HistoryEvent,
    }));
  }

  /** What the facts after a cursor speak of. */
  mentions(after: number, limit: number): readonly Mention[] {
    return this.#mentions.all(after, limit) as Mention[];
  }
}
