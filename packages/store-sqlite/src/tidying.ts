import { SILENT_LOGGER, type Clock, type Disposable } from '@tracker/core';
import type { SqliteStoreOptions } from './options.js';
import type { Keeping, Retention } from './retention.js';
import type { Transactions } from './transactions.js';

export interface TidyingParts {
  readonly transactions: Transactions;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly options: SqliteStoreOptions;
}

const DAY_MS = 86_400_000;

/** Lets go of what need not be kept, a little at a time, again and again. */
export class Tidying {
  readonly #parts: TidyingParts;
  readonly #keeping: Keeping;
  readonly #intervalMs: number;
  #timer: Disposable | undefined;
  #stopped = false;

  constructor(parts: TidyingParts) {
    const { endedKeptMs = 30 * DAY_MS, maxEnded = 1_000_000, tidyIntervalMs } = parts.options;
    this.#parts = parts;
    this.#keeping = { endedKeptMs, maxEnded };
    this.#intervalMs = tidyIntervalMs ?? 60_000;
    this.#schedule(this.#intervalMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.dispose();
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#parts.clock.setTimer(delayMs, () => void this.#tidy());
  }

  async #tidy(): Promise<void> {
    const { transactions, retention, clock, options } = this.#parts;
    const what = 'Letting go of old executions';
    let more = false;
    try {
      more = await transactions.write(what, () => retention.step(this.#keeping, clock.now()));
      if (!more && !this.#stopped) more = await transactions.read(what, () => retention.shrink());
    } catch (err) {
      const { logger = SILENT_LOGGER } = options;
      if (!this.#stopped)
        logger.warn({ err }, 'old executions are kept until they can be let go of');
    }
    if (!this.#stopped) this.#schedule(more ? 1 : this.#intervalMs);
  }
}
