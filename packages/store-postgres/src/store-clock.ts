import { SystemClock, type Clock, type Disposable } from '@tracker/core';
import { DatabaseClock } from './database-clock.js';
import type { Database } from './database.js';
import { monotonic } from './monotonic.js';

/** Between two measurements, in milliseconds. */
const EVERY_MS = 10_000;

/** Measurements when it starts; the narrowest of them counts. */
const FIRST = 3;

const NOW = { text: 'select extract(epoch from clock_timestamp()) * 1000 as now' };

/** The store's clock: the database's, or a test's. */
export class StoreClock {
  readonly #database: Database;
  readonly #given: Clock | undefined;
  readonly #measured = new DatabaseClock(monotonic);
  readonly #waits = new SystemClock();
  #timer: Disposable | undefined;
  #closed = false;

  constructor(database: Database, given: Clock | undefined) {
    this.#database = database;
    this.#given = given;
  }

  now(): number {
    return this.#given ? this.#given.now() : this.#measured.now();
  }

  /** Sets the clock, and from then on again and again. */
  async start(): Promise<void> {
    if (this.#given) return;
    for (let i = 0; i < FIRST; i++) await this.#measure();
    this.#again();
  }

  close(): void {
    this.#closed = true;
    this.#timer?.dispose();
  }

  #again(): void {
    this.#timer = this.#waits.setTimer(EVERY_MS, () => {
      // a server that is away leaves the clock as it goes; the first that answers again sets it
      void this.#measure()
        .catch(() => undefined)
        .then(() => {
          if (!this.#closed) this.#again();
        });
    });
  }

  async #measure(): Promise<void> {
    await this.#measured.measure(async () => {
      const [row] = await this.#database.run<{ now: string }>('tell the time', NOW);
      return Number(row?.now);
    });
  }
}
