import {
  sleep,
  type AgentExecutionTracker,
  type Clock,
  type ExecutionStore,
  type ScopedTracker,
} from '@tracker/core';
import { TrackerError, TrackerErrorCode, type Execution } from '@tracker/state';

/** An execution as somebody saw it, in the words of the auditor's input. */
export interface Reading {
  readonly kind: 'record';
  readonly record: Execution;
  readonly readAt: number;
  readonly readBy?: string;
}

export interface ObserverOptions {
  readonly tracker: AgentExecutionTracker;
  readonly store: Pick<ExecutionStore, 'now'>;
  readonly clock: Clock;
  readonly userIds: readonly string[];
}

const EVERY_MS = 200;
const PAGE = 20;

/** Looks at executions while they run, as an operator and as one user after the other, and writes it down. */
export class Observer {
  readonly #options: ObserverOptions;
  readonly #stop = new AbortController();
  #readings: Reading[] = [];
  #watching: Promise<void> | undefined;

  constructor(options: ObserverOptions) {
    this.#options = options;
  }

  start(): void {
    this.#watching ??= this.#watch();
  }

  /** What has been seen since the last time. */
  takeReadings(): readonly Reading[] {
    const readings = this.#readings;
    this.#readings = [];
    return readings;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { tracker, clock, userIds } = this.#options;
    for (let round = 0; !this.#stop.signal.aborted; round++) {
      const userId = userIds[round % userIds.length];
      try {
        await this.#look(tracker);
        if (userId !== undefined) await this.#look(tracker.forUser(userId), userId);
      } catch (error) {
        // a store in trouble shows nothing, and that is no state
        if (!TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)) throw error;
      }
      await sleep(clock, EVERY_MS, this.#stop.signal);
    }
  }

  async #look(tracker: ScopedTracker, readBy?: string): Promise<void> {
    // before the reading: what was true after it may not have been then
    const readAt = this.#options.store.now();
    const { executions } = await tracker.listExecutions({ limit: PAGE });
    for (const record of executions) {
      this.#readings.push({ kind: 'record', record, readAt, ...(readBy && { readBy }) });
    }
  }
}
