import type { Clock, Disposable } from './clock.js';
import type { Logger } from './logger.js';
import type { ExecutionStore, StoredExecution } from './store.js';
import type { Writer } from './writer.js';

/** Due executions that are settled before others get their turn. */
const SLICE = 256;

/** The pause between two slices, in milliseconds. */
const BETWEEN_SLICES_MS = 1;

export interface SweeperParts {
  readonly store: ExecutionStore;
  readonly clock: Clock;
  readonly writer: Writer;
  readonly logger: Logger;
  readonly intervalMs: number;
}

/** What a sweeper has done. */
export interface SweepCounts {
  readonly sweeps: number;
  /** Due executions it looked at. */
  readonly examined: number;
  /** Sweeps and executions that failed; they are tried again. */
  readonly failures: number;
}

/**
 * Makes permanent what the clocks have already decided. Nothing that anybody reads depends on it: late, slow or
 * stopped, it only delays when people are told. Several may sweep one store.
 */
export class Sweeper {
  readonly #parts: SweeperParts;
  #timer: Disposable | undefined;
  #sweeping: Promise<number> | undefined;
  #stopped = false;
  #sweeps = 0;
  #examined = 0;
  #failures = 0;

  constructor(parts: SweeperParts) {
    this.#parts = parts;
  }

  get counts(): SweepCounts {
    return { sweeps: this.#sweeps, examined: this.#examined, failures: this.#failures };
  }

  /** Sweeps again and again until stopped. */
  start(): void {
    this.#schedule(this.#parts.intervalMs);
  }

  /** Settles one slice of what is due; resolves with how many there were. */
  async sweep(): Promise<number> {
    this.#sweeps += 1;
    this.#parts.writer.settleOwn();
    try {
      const due = await this.#parts.store.due(SLICE);
      this.#examined += due.length;
      await Promise.all(due.map((stored) => this.#settle(stored)));
      return due.length;
    } catch (error) {
      this.#fail(error, 'a sweep failed');
      return 0;
    }
  }

  /** Resolves when the sweep under way is over; no other follows. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.dispose();
    await this.#sweeping;
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#parts.clock.setTimer(delayMs, () => {
      this.#sweeping = this.sweep();
      void this.#sweeping.then((examined) => {
        if (this.#stopped) return;
        const { store, intervalMs } = this.#parts;
        const behind = examined === SLICE || store.hasMoreDue === true;
        this.#schedule(behind ? BETWEEN_SLICES_MS : intervalMs);
      });
    });
  }

  /** One execution that can't be settled keeps none of the others from it. */
  async #settle({ record }: StoredExecution): Promise<void> {
    try {
      await this.#parts.writer.settle(record);
    } catch (error) {
      this.#fail(error, `execution ${record.id} could not be settled`);
    }
  }

  #fail(error: unknown, message: string): void {
    this.#failures += 1;
    this.#parts.logger.error({ err: error }, message);
  }
}
