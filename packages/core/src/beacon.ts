import { Worker } from 'node:worker_threads';
import type { Disposable } from './clock.js';
import type { Logger } from './logger.js';
import { SystemClock } from './system-clock.js';

/** By what a beacon's thread sees whether the event loop of its process turns. */
export interface LoopOrders {
  /** Counts up while the event loop turns. */
  readonly turns: Int32Array;
  /** Between two turns that are counted, and between two looks at the count, in milliseconds. */
  readonly everyMs: number;
  /** Without a turn for so long the loop counts as standing; well below every sensible liveness limit. */
  readonly stalledMs: number;
}

export interface BeaconOptions extends Omit<LoopOrders, 'turns'> {
  /** The program of the thread. It gets its orders as `workerData`, and `{ keep }` and `{ leave }` as messages. */
  readonly file: string;
  /** What the program is told besides the `LoopOrders`. */
  readonly orders: object;
  /** Ends the thread; resolves when it is gone. */
  readonly end: (thread: Worker) => Promise<unknown>;
  readonly logger: Logger;
}

/**
 * A thread that says that this process is up while its event loop is busy, and since when it is; so the others can
 * tell "busy" from "gone". It starts with the first lease, and speaks to the store only while the loop stands.
 */
export class Beacon {
  readonly #options: BeaconOptions;
  readonly #turns = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #clock = new SystemClock();
  #timer: Disposable | undefined;
  #thread: Worker | undefined;

  constructor(options: BeaconOptions) {
    this.#options = options;
  }

  /** Speaks for the lease of `owner` from now on. */
  keep(owner: string): void {
    this.#thread ??= this.#start();
    this.#thread.postMessage({ keep: owner });
  }

  /** No longer speaks for it. */
  leave(owner: string): void {
    this.#thread?.postMessage({ leave: owner });
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#timer?.dispose();
    if (thread) await this.#options.end(thread);
  }

  #start(): Worker {
    const { file, orders, everyMs, stalledMs, logger } = this.#options;
    const loop: LoopOrders = { turns: this.#turns, everyMs, stalledMs };
    const thread = new Worker(file, { workerData: { ...orders, ...loop } });
    thread.unref();
    thread.on('error', (err) => {
      if (this.#thread === thread) this.#thread = undefined;
      logger.error({ err }, 'nobody speaks for a busy process any more');
    });
    this.#turn();
    return thread;
  }

  #turn(): void {
    this.#timer?.dispose();
    this.#timer = this.#clock.setTimer(this.#options.everyMs, () => {
      Atomics.add(this.#turns, 0, 1);
      this.#turn();
    });
  }
}
