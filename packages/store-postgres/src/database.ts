import { OPERATOR_SCOPE, SystemClock, sleep, type Scope } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import pg from 'pg';
import { connectionOptions } from './connection.js';
import { isAway, isLost, storeClosed, storeFailure } from './failure.js';
import type { Settings } from './options.js';
import { isStorable } from './storable.js';

/** One statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** A row as the driver reads it. */
export type Row = Record<string, unknown>;

/** Waits between two tries to reach a server that is away; chosen at random below a ceiling that doubles. */
const BACKOFF = { firstMs: 20, longestMs: 1_000 };

/** The connections to the database, for commands. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #settings: Settings;
  // waits for a server are real, whatever time a test tells
  readonly #waits = new SystemClock();
  #waiting = 0;
  #closed: Promise<void> | undefined;

  constructor(url: string, settings: Settings) {
    this.#settings = settings;
    this.#pool = new pg.Pool({
      ...connectionOptions(url, settings),
      max: settings.maxConnections,
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: true,
    });
    // a connection that breaks fails whoever uses it; one that nobody uses is replaced
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Runs one statement by itself. `asked` completes "PostgreSQL did not …". */
  async run<R = Row>(asked: string, { text, values }: Statement): Promise<R[]> {
    return this.#with(asked, async (client) => {
      const { rows } = await client.query(text, values as unknown[]);
      return rows as R[];
    });
  }

  /** Reads as one user or as the operator, whom the walls between users then know; one round trip. */
  async read<R = Row>(
    asked: string,
    scope: Scope,
    statements: readonly Statement[],
  ): Promise<R[][]> {
    const all = [{ text: 'begin read only' }, speakFor(scope), ...statements, { text: 'commit' }];
    return this.#with(asked, async (client) => {
      const answers = await Promise.allSettled(
        all.map(({ text, values }: Statement) => client.query(text, values as unknown[])),
      );
      const failed = answers.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
      return answers
        .slice(2, -1)
        .map((answer) => (answer.status === 'fulfilled' ? (answer.value.rows as R[]) : []));
    });
  }

  /** Does `work` on one connection, in one transaction. */
  async transaction<T>(asked: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.#with(asked, async (client) => {
      await client.query('begin');
      try {
        const result = await work(client);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Resolves when what is under way is over. */
  close(): Promise<void> {
    this.#closed ??= this.#pool.end();
    return this.#closed;
  }

  async #with<T>(asked: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    this.#enter();
    try {
      const client = await this.#connect();
      try {
        const result = await work(client);
        client.release();
        return result;
      } catch (error) {
        client.release(isLost(error));
        throw error;
      }
    } catch (error) {
      throw storeFailure(asked, error);
    } finally {
      this.#waiting -= 1;
    }
  }

  #enter(): void {
    if (this.#closed) throw storeClosed();
    const { maxWaiting } = this.#settings;
    if (this.#waiting >= maxWaiting) {
      throw new TrackerError({
        code: TrackerErrorCode.LIMIT_REACHED,
        message: `${maxWaiting} calls wait for PostgreSQL, as many as may (maxWaiting); it is too slow for what is asked of it.`,
        details: { maxWaiting },
      });
    }
    this.#waiting += 1;
  }

  /** A connection; tried for until the time for it is over, because nothing was sent and nothing can be done twice. */
  async #connect(): Promise<pg.PoolClient> {
    const until = this.#waits.now() + this.#settings.connectTimeoutMs;
    for (let ceiling = BACKOFF.firstMs; ; ceiling = Math.min(2 * ceiling, BACKOFF.longestMs)) {
      try {
        return await this.#pool.connect();
      } catch (error) {
        if (this.#closed || !isAway(error) || this.#waits.now() + ceiling > until) throw error;
        await sleep(this.#waits, 1 + Math.random() * ceiling);
      }
    }
  }
}

/** Told within a transaction only, so it means nothing to whoever has the connection next. */
function speakFor(scope: Scope): Statement {
  const operator = scope === OPERATOR_SCOPE;
  return {
    text: `select set_config('tracker.scope', $1, true), set_config('tracker.user_id', $2, true)`,
    values: [operator ? 'operator' : 'user', userOf(scope) ?? ''],
  };
}

/** Whose rows a scope may see: null for everybody's. What only looks like a scope is nobody's. */
export function userOf(scope: Scope): string | null {
  if (scope === OPERATOR_SCOPE) return null;
  const { userId } = scope as { userId?: unknown };
  return isStorable(userId) ? userId : '';
}
