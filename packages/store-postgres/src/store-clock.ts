import { SystemClock, type Clock, type Disposable, type Logger } from '@tracker/core';
import { DatabaseClock } from './database-clock.js';
import type { Database } from './database.js';
import { monotonic } from './monotonic.js';

/** Between two measurements, in milliseconds. */
const EVERY_MS = 10_000;

/** Measurements when it starts; the narrowest of them counts. */
const FIRST = 3;

interface StoreClockParts {
  readonly database: Database;
  readonly s: string;
  readonly given: Clock | undefined;
  readonly logger: Logger;
}

/** The store's clock: the database's, or a test's. */
export class StoreClock {
  readonly #parts: StoreClockParts;
  readonly #measured = new DatabaseClock(monotonic);
  readonly #waits = new SystemClock();
  #timer: Disposable | undefined;
  #closed = false;

  constructor(parts: StoreClockParts) {
    this.#parts = parts;
  }

  now(): number {
    return (this.#parts.given ?? this.#measured).now();
  }

  /** Sets the clock, and from then on again and again. */
  async start(): Promise<void> {
    if (this.#parts.given) return;
    for (let i = 0; i < FIRST; i++) await this.measure();
    this.#again();
  }

  close(): void {
    this.#closed = true;
    this.#timer?.dispose();
  }

  #again(): void {
    this.#timer = this.#waits.setTimer(EVERY_MS, () => {
      // a server that is away leaves the clock as it goes; the first that answers again sets it
      void this.measure()
        .catch(() => undefined)
        .then(() => {
          if (!this.#closed) this.#again();
        });
    });
  }

  /** Asks what time it is; a server that says less than is known here was set back, and then time goes on all the same. */
  async measure(): Promise<void> {
    const { database, s, logger } = this.#parts;
    await this.#measured.measure(async (reached) => {
      const [told] = await database.run<{ now: number; set_back_ms: number }>('tell the time', {
        text: `select * from ${s}.tell_time($1)`,
        values: [reached],
      });
      const setBackMs = told?.set_back_ms ?? 0;
      if (setBackMs > 0) {
        logger.warn(
          { setBackMs },
          'the clock of the database was set back; time goes on without it',
        );
      }
      return Number(told?.now);
    });
  }
}
