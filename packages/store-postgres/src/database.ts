import { OPERATOR_SCOPE, SystemClock, sleep, type Scope } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import pg from 'pg';
import { connectionOptions } from './connection.js';
import { isAway, isCutOff, isLost, storeClosed, storeFailure, storeUnreached } from './failure.js';
import type { Settings } from './options.js';
import { isStorable } from './storable.js';

/** One statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** A row as the driver reads it. */
export type Row = Record<string, unknown>;

// whoever has waited for the feed's lock has to see what was written meanwhile
const BEGIN = { text: 'begin isolation level read committed' };
const BEGIN_READ = { text: 'begin isolation level read committed read only' };
const COMMIT = { text: 'commit' };

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
  async run<R = Row>(asked: string, statement: Statement): Promise<R[]> {
    if (this.#settings.pooled) return this.#runPooled(asked, statement);
    return this.#with(asked, async (client) => {
      const { rows } = await client.query(statement.text, statement.values as unknown[]);
      return rows as R[];
    });
  }

  /** The same for a statement that changes nothing. */
  look<R = Row>(asked: string, statement: Statement): Promise<R[]> {
    return twice(() => this.run<R>(asked, statement));
  }

  /** Reads as one user or as the operator, whom the walls between users then know; one round trip. */
  async read<R = Row>(
    asked: string,
    scope: Scope,
    statements: readonly Statement[],
  ): Promise<R[][]> {
    const all = [BEGIN_READ, ...this.#limits(), speakFor(scope), ...statements, COMMIT];
    const answers = await twice(() => this.#with(asked, (client) => together(client, all)));
    return answers.slice(-1 - statements.length, -1) as R[][];
  }

  /** Behind a pooler the limits of a statement have to come with it. */
  async #runPooled<R>(asked: string, statement: Statement): Promise<R[]> {
    const all = [BEGIN, ...this.#limits(), statement, COMMIT];
    const answers = await this.#with(asked, (client) => together(client, all));
    return answers.at(-2) as R[];
  }

  #limits(): Statement[] {
    const { pooled, statementTimeoutMs, lockTimeoutMs } = this.#settings;
    if (!pooled) return [];
    return [
      {
        text: `select set_config('statement_timeout', $1, true), set_config('lock_timeout', $2, true)`,
        values: [String(statementTimeoutMs), String(lockTimeoutMs)],
      },
    ];
  }

  /** Does `work` on one connection, in one transaction. */
  async transaction<T>(asked: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.#with(asked, async (client) => {
      await client.query(BEGIN.text);
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
      const client = await this.#connect(asked);
      try {
        const result = await work(client);
        client.release();
        return result;
      } catch (error) {
        client.release(isLost(error));
        throw storeFailure(asked, error);
      }
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
  async #connect(asked: string): Promise<pg.PoolClient> {
    const until = this.#waits.now() + this.#settings.connectTimeoutMs;
    for (let ceiling = BACKOFF.firstMs; ; ceiling = Math.min(2 * ceiling, BACKOFF.longestMs)) {
      try {
        return await this.#pool.connect();
      } catch (error) {
        const late = this.#closed || this.#waits.now() + ceiling > until;
        if (late || !isAway(error)) throw storeUnreached(asked, error);
        await sleep(this.#waits, 1 + Math.random() * ceiling);
      }
    }
  }
}

/** A connection that broke under a read is nobody's worry: nothing was to be changed, and another is there. */
async function twice<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isCutOff(error)) throw error;
    return read();
  }
}

/** Sends all at once and waits for all; what fails first fails all. */
async function together(client: pg.PoolClient, all: readonly Statement[]): Promise<Row[][]> {
  const answers = await Promise.allSettled(
    all.map(({ text, values }) => client.query(text, values as unknown[])),
  );
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value.rows as Row[];
  });
}

/** Told within a transaction only, so it means nothing to whoever has the connection next. */
function speakFor(scope: Scope): Statement {
  return {
    text: `select set_config('tracker.scope', $1, true), set_config('tracker.user_id', $2, true)`,
    values: scopeWords(scope),
  };
}

/** Who asks, as the walls between users know it. */
export function scopeWords(scope: Scope): readonly [kind: string, user: string] {
  return [scope === OPERATOR_SCOPE ? 'operator' : 'user', userOf(scope) ?? ''];
}

/** Whose rows a scope may see: null for everybody's. What only looks like a scope is nobody's. */
export function userOf(scope: Scope): string | null {
  if (scope === OPERATOR_SCOPE) return null;
  const { userId } = scope as { userId?: unknown };
  return isStorable(userId) ? userId : '';
}
