import { SystemClock, type ChangeListener, type Disposable, type Logger } from '@tracker/core';
import pg from 'pg';
import { connectionOptions } from './connection.js';
import type { Database } from './database.js';
import type { Settings } from './options.js';
import { identifier } from './sql-words.js';

/** One change: which execution, at which version, whose. */
type Change = readonly [executionId: string, version: number, userId: string];

/** Bytes in one notification at most; PostgreSQL takes a little less than 8 000. */
const MAX_PAYLOAD = 7_500;

/** A sender's name stands in front of what it says. */
const NAME_LENGTH = 36;

/** Between two sendings, in milliseconds: what happens meanwhile goes together, and of one execution the last only. */
const GATHER_MS = 10;

/** Changes that wait to be told to others at most; what is more is left to their own looking. */
const MAX_PENDING = 10_000;

/** Waits between two tries to listen again; chosen at random below a ceiling that doubles. */
const BACKOFF = { firstMs: 50, longestMs: 5_000 };

export interface HintParts {
  readonly url: string;
  readonly settings: Settings;
  readonly database: Database;
  readonly logger: Logger;
}

/**
 * Word of changes, within this process at once and between processes by LISTEN and NOTIFY. A hint may get lost, and
 * costs its reader time only; so they are sent after the commit, gathered, and never again.
 */
export class Hints {
  readonly #parts: HintParts;
  readonly #name = crypto.randomUUID();
  readonly #channel: string;
  readonly #listeners = new Set<ChangeListener>();
  readonly #waits = new SystemClock();
  readonly #pending = new Map<string, Change>();
  #gathering: Disposable | undefined;
  #sending: Promise<void> | undefined;
  #client: pg.Client | undefined;
  #retry: Disposable | undefined;
  #ceiling = BACKOFF.firstMs;
  #closed = false;

  constructor(parts: HintParts) {
    this.#parts = parts;
    this.#channel = `tracker_${parts.settings.schema}`;
  }

  subscribe(listener: ChangeListener): Disposable {
    // a wrapper, so that one function may listen twice and leave twice
    const own: ChangeListener = (...change) => listener(...change);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  }

  /** Listens to the others, and again whenever the connection is lost. Resolves after the first try. */
  async listen(): Promise<void> {
    const { url, settings, logger } = this.#parts;
    if (settings.pooled || this.#closed) return;
    const client = new pg.Client({ ...connectionOptions(url, settings), query_timeout: 0 });
    client.on('error', () => undefined);
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${identifier(this.#channel)}`);
      this.#ceiling = BACKOFF.firstMs;
    } catch (error) {
      logger.warn(
        { err: error },
        'nobody listens to other processes; the feed is looked at instead',
      );
      await client.end().catch(() => undefined);
      this.#lost(client);
    }
    if (this.#closed) await client.end().catch(() => undefined);
  }

  /** Tells what was committed here: at once to those who listen here, soon to the others. */
  tell(changes: Iterable<Change>): void {
    for (const change of changes) {
      this.#announce(change);
      if (this.#pending.size < MAX_PENDING) this.#pending.set(change[0], change);
    }
    this.#gather();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listeners.clear();
    this.#retry?.dispose();
    this.#gathering?.dispose();
    await this.#sending;
    // the last word is told too
    await this.#send();
    await this.#client?.end().catch(() => undefined);
  }

  #gather(): void {
    if (this.#closed || this.#pending.size === 0) return;
    this.#gathering ??= this.#waits.setTimer(GATHER_MS, () => {
      this.#sending = this.#send().finally(() => {
        this.#gathering = undefined;
        this.#gather();
      });
    });
  }

  async #send(): Promise<void> {
    if (this.#pending.size === 0) return;
    const { database, logger } = this.#parts;
    const payloads = pack(this.#name, [...this.#pending.values()]);
    this.#pending.clear();
    try {
      await database.run('pass on a hint', {
        text: 'select pg_notify($1, payload) from unnest($2::text[]) as p (payload)',
        values: [this.#channel, payloads],
      });
    } catch (error) {
      logger.warn({ err: error }, 'a hint got lost');
    }
  }

  #hear(payload: string): void {
    // what was said here is known here
    if (payload.startsWith(this.#name)) return;
    try {
      for (const change of JSON.parse(payload.slice(NAME_LENGTH)) as Change[])
        this.#announce(change);
    } catch {
      this.#parts.logger.warn({ payload: payload.slice(0, 100) }, 'a hint was not understood');
    }
  }

  /** A listener that throws must not be felt by whoever writes; it lost a hint, and the feed has the truth. */
  #announce(change: Change): void {
    for (const listener of this.#listeners) {
      try {
        listener(...change);
      } catch {
        // theirs to report
      }
    }
  }

  #lost(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    this.#retry = this.#waits.setTimer(1 + Math.random() * this.#ceiling, () => void this.listen());
    this.#ceiling = Math.min(2 * this.#ceiling, BACKOFF.longestMs);
  }
}

/** As few payloads as hold all changes. */
export function pack(from: string, changes: readonly Change[]): string[] {
  const payloads: string[] = [];
  let part: string[] = [];
  let size = 0;
  const close = (): void => {
    if (part.length > 0) payloads.push(`${from}[${part.join(',')}]`);
    part = [];
    size = 0;
  };
  for (const change of changes) {
    const text = JSON.stringify(change);
    const bytes = Buffer.byteLength(text) + 1;
    if (size + bytes > MAX_PAYLOAD - 100) close();
    part.push(text);
    size += bytes;
  }
  close();
  return payloads;
}
