import { SystemClock, type Disposable, type Logger } from '@tracker/core';
import type { Database } from './database.js';
import type { Settings } from './options.js';

/** Between two looks for what may go, in milliseconds; each process looks at its own time within it. */
const EVERY_MS = 60_000;

/** How long a lease is kept after its last renewal, in milliseconds. */
const LEASE_KEPT_MS = 86_400_000;

/** Executions that go in one transaction. */
const SLICE = 500;

export interface RetentionParts {
  readonly database: Database;
  readonly s: string;
  readonly now: () => number;
  readonly settings: Settings;
  readonly logger: Logger;
}

/** Lets go of ended executions that need not be kept, as wholes: record, history and feed entries. */
export class Retention {
  readonly #parts: RetentionParts;
  readonly #waits = new SystemClock();
  #timer: Disposable | undefined;
  #tidying: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  start(): void {
    const inMs = EVERY_MS * (0.5 + Math.random() / 2);
    this.#timer = this.#waits.setTimer(inMs, () => {
      this.#tidying = this.tidy()
        .catch((error: unknown) => {
          this.#parts.logger.warn({ err: error }, 'old executions could not be let go of');
        })
        .then(() => {
          if (!this.#closed) this.start();
        });
    });
  }

  /** Lets go of all that need not be kept; resolves with how many executions went. */
  async tidy(): Promise<number> {
    const gone = await this.#forget();
    await this.#forgetLeases();
    return gone;
  }

  async #forget(): Promise<number> {
    const { database, s, now, settings } = this.#parts;
    for (let gone = 0; ; ) {
      const [row] = await database.run<{ gone: number }>('let go of old executions', {
        text: `select ${s}.forget($1, $2, $3) as gone`,
        values: [now() - settings.endedKeptMs, settings.maxEnded, SLICE],
      });
      gone += row?.gone ?? 0;
      if (this.#closed || (row?.gone ?? 0) < SLICE) return gone;
    }
  }

  /** Each process leaves a lease behind; it goes when nothing is left that it could vouch for. */
  async #forgetLeases(): Promise<void> {
    const { database, s, now } = this.#parts;
    await database.run('let go of old leases', {
      text: `select ${s}.forget_leases($1)`,
      values: [now() - LEASE_KEPT_MS],
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.dispose();
    await this.#tidying;
  }
}
