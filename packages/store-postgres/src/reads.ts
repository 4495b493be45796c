import {
  OPERATOR_SCOPE,
  type FeedEntry,
  type FeedPage,
  type HistoryPage,
  type ListQuery,
  type Scope,
  type StoreCounts,
  type StoredExecution,
} from '@tracker/core';
import { feedExpired, listExpired } from '@tracker/core/store-kit';
import { EXECUTION_STATES, type ExecutionState, type HistoryEvent } from '@tracker/state';
import { userOf, type Database } from './database.js';
import { listStatement } from './listing.js';
import { Lookups } from './lookups.js';
import { toStored, type StoredRow } from './row.js';
import { isStorable } from './storable.js';

/** `user_id` is compared beside the walls of the database too: two walls, and an index. */
const MINE = `($1::text is null or user_id = $1)`;

/** What is read of the store, each in one scope. */
export class Reads {
  readonly #database: Database;
  readonly #s: string;
  readonly #lookups: Lookups;

  constructor(database: Database, s: string) {
    this.#database = database;
    this.#s = s;
    this.#lookups = new Lookups(database, s);
  }

  one(scope: Scope, id: string): Promise<StoredExecution | undefined> {
    if (!isStorable(id)) return Promise.resolve(undefined);
    return this.#lookups.one(scope, id);
  }

  async history(scope: Scope, id: string, page: HistoryPage): Promise<HistoryEvent[]> {
    if (!isStorable(id)) return [];
    const [rows = []] = await this.#database.read<{ event: string }>('read a history', scope, [
      {
        text: `select event from ${this.#s}.facts where ${MINE} and execution_id = $2 and seq > $3 order by seq limit $4`,
        values: [userOf(scope), id, page.afterSeq, page.limit],
      },
    ]);
    return rows.map(({ event }) => JSON.parse(event) as HistoryEvent);
  }

  async list(scope: Scope, query: ListQuery): Promise<StoredExecution[]> {
    const after = query.after === undefined ? undefined : await this.#numberOf(scope, query.after);
    const statement = listStatement(this.#s, userOf(scope), { ...query, after });
    const [rows = []] = await this.#database.read<StoredRow>('list executions', scope, [statement]);
    return rows.map(toStored);
  }

  async feed(scope: Scope, { after, limit }: FeedPage): Promise<FeedEntry[]> {
    type Entry = { cursor: number; user_id: string; event: string };
    type Ends = { floor: number; latest: number };
    const [entries = [], , ends] = await this.#database.read<Entry & Ends>('read the feed', scope, [
      {
        text: `select cursor, user_id, event from ${this.#s}.facts
          where ${MINE} and cursor > greatest($2, (select cursor from ${this.#s}.feed_floor)) order by cursor limit $3`,
        values: [userOf(scope), after, limit],
      },
      // where the feed ends is nobody's secret; looked at last, so that what goes meanwhile is not missed silently
      { text: `select set_config('tracker.scope', 'operator', true)` },
      { text: endsOf(this.#s) },
    ]);
    const { floor, latest } = ends?.[0] as Ends;
    if (after > latest || (after > 0 && after < floor)) {
      throw feedExpired(after, { oldest: floor, latest });
    }
    return entries.map(({ cursor, user_id: userId, event }) => ({
      cursor,
      userId,
      event: JSON.parse(event) as HistoryEvent,
    }));
  }

  async latestCursor(): Promise<number> {
    const [rows] = await this.#database.read<{ latest: number }>(
      'read the end of the feed',
      OPERATOR_SCOPE,
      [{ text: endsOf(this.#s) }],
    );
    return rows?.[0]?.latest ?? 0;
  }

  async counts(scope: Scope): Promise<StoreCounts> {
    const user = userOf(scope);
    const text =
      user === null
        ? `select word, count from ${this.#s}.tallies where $1::text is null`
        : `select state as word, count(*) as count from ${this.#s}.executions where user_id = $1 group by state
           union all select '.undelivered', count(*) from ${this.#s}.executions where user_id = $1 and acknowledged_at is null and ended_at is not null
           union all select '.overdue', count(*) from ${this.#s}.executions where user_id = $1 and acknowledged_at is null and overdue_at is not null`;
    type Count = { word: string; count: number };
    const asked = [{ text, values: [user] }];
    const [rows = []] = await this.#database.read<Count>('count executions', scope, asked);
    const counts = new Map(rows.map(({ word, count }) => [word, count]));
    const byState = Object.fromEntries(
      EXECUTION_STATES.map((state) => [state, counts.get(state) ?? 0]),
    ) as Record<ExecutionState, number>;
    return {
      byState,
      undelivered: counts.get('.undelivered') ?? 0,
      overdue: counts.get('.overdue') ?? 0,
    };
  }

  async #numberOf(scope: Scope, id: string): Promise<number> {
    const [rows] = await this.#database.read<{ number: number }>('find a page', scope, [
      {
        text: `select number from ${this.#s}.executions where ${MINE} and id = $2`,
        values: [userOf(scope), isStorable(id) ? id : ''],
      },
    ]);
    if (rows?.[0]) return rows[0].number;
    throw listExpired(id);
  }
}

function endsOf(s: string): string {
  return `select f.cursor as floor, greatest(f.cursor, (select max(cursor) from ${s}.facts)) as latest from ${s}.feed_floor f`;
}
