import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { pause, stopwatch } from './pause.js';
import type { Connection, Statement } from './sqlite-driver.js';
import { isBusy, toTrackerError } from './sqlite-fault.js';
import type { Turns } from './turns.js';

/** The longest pause between two tries for the lock, in milliseconds. */
const MAX_PAUSE_MS = 20;

export interface TransactionsOptions {
  readonly file: string;
  /** How long to try for another process's lock, in milliseconds. */
  readonly lockTimeoutMs: number;
  /** When the event loop gets its turn. */
  readonly turns: Turns;
}

/**
 * The one way to the file. Work is synchronous and never waits inside SQLite for a lock: when another process holds
 * it, the event loop goes on and the work is tried again a little later.
 */
export class Transactions {
  readonly #connection: Connection;
  readonly #options: TransactionsOptions;
  readonly #begin: Statement;
  readonly #look: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  #closed = false;
  #changes = 0;

  constructor(connection: Connection, options: TransactionsOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#begin = connection.prepare('BEGIN IMMEDIATE');
    this.#look = connection.prepare('BEGIN');
    this.#commit = connection.prepare('COMMIT');
    this.#rollback = connection.prepare('ROLLBACK');
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Grows with each transaction that writes, and again when one is taken back. */
  get changes(): number {
    return this.#changes;
  }

  /** Does `work` in one transaction, all of it or nothing. */
  write<T>(what: string, work: () => T): Promise<T> {
    return this.#patiently(what, () => this.#whole(this.#begin, () => this.#changing(work)));
  }

  /** Does `work` that only reads on one picture of the file, whatever other processes write meanwhile. */
  view<T>(what: string, work: () => T): Promise<T> {
    return this.read(what, () => this.#whole(this.#look, work));
  }

  /** Does `work` that only reads, in as few rows as the event loop can wait for. */
  async read<T>(what: string, work: () => T): Promise<T> {
    const { turns } = this.#options;
    while (turns.isOver) await turns.next();
    const result = await this.#patiently(what, work);
    turns.spend(Array.isArray(result) ? result.length : 0);
    return result;
  }

  /** Resolves once the event loop has turned; to be awaited between the slices of something long. */
  turn(): Promise<void> {
    return this.#options.turns.next();
  }

  /** No more work after this; what is under way is synchronous and thus done. */
  close(): void {
    this.#closed = true;
    try {
      // a driver may keep the file open until its statements are collected; what it holds is to be complete by now
      this.#connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    } catch {
      // somebody else is reading; the last one to close does it
    }
    this.#connection.close();
  }

  #whole<T>(begin: Statement, work: () => T): T {
    begin.run();
    try {
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  #changing<T>(work: () => T): T {
    this.#changes += 1;
    return work();
  }

  #undo(): void {
    this.#changes += 1;
    try {
      this.#rollback.run();
    } catch {
      // SQLite has rolled back already, as it does when the disk is full
    }
  }

  async #patiently<T>(what: string, work: () => T): Promise<T> {
    const { file, lockTimeoutMs } = this.#options;
    let until: number | undefined;
    for (let pauseMs = 1; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 1.5)) {
      if (this.#closed) throw closed(file);
      try {
        return work();
      } catch (error) {
        until ??= stopwatch() + lockTimeoutMs;
        if (!isBusy(error) || stopwatch() >= until)
          throw toTrackerError(error, file, { tried: what });
      }
      // not all at the same moment
      await pause(Math.ceil(pauseMs * (0.5 + Math.random())));
    }
  }
}

/** What is answered by a store that is closed. */
export function closed(file: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CLOSED,
    message: `The store on ${file} is closed; open it again to go on.`,
  });
}
