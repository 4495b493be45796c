import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { SystemClock, type Disposable, type Logger } from '@tracker/core';
import { beaconFile } from './beacon-file.cjs';
import type { BeaconOrders } from './beacon-thread.js';
import type { DriverName } from './sqlite-driver.js';

/** Between two turns that are counted, and between two looks at the count, in milliseconds. */
const EVERY_MS = 200;

/** Without a turn for so long the event loop counts as standing; well below every sensible liveness limit. */
const STALLED_MS = 600;

export interface BeaconParts {
  readonly file: string;
  readonly driver: DriverName;
  readonly logger: Logger;
}

/**
 * A thread that says that this process is up while its event loop is busy, and since when it is; so the others can
 * tell "busy" from "gone". It starts with the first lease, and opens the file only while the loop stands.
 */
export class Beacon {
  readonly #parts: BeaconParts;
  readonly #turns = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #clock = new SystemClock();
  #timer: Disposable | undefined;
  #thread: Worker | undefined;

  constructor(parts: BeaconParts) {
    this.#parts = parts;
  }

  /** Speaks for the lease of `owner` from now on. */
  keep(owner: string): void {
    this.#thread ??= this.#start();
    this.#thread.postMessage({ keep: owner });
  }

  /** No longer speaks for it. */
  leave(owner: string): void {
    this.#thread?.postMessage({ leaveAlone: owner });
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#timer?.dispose();
    if (!thread) return;
    thread.ref();
    thread.postMessage({ end: true });
    await once(thread, 'exit');
  }

  #start(): Worker {
    const { file, driver, logger } = this.#parts;
    const orders: BeaconOrders = {
      turns: this.#turns,
      everyMs: EVERY_MS,
      stalledMs: STALLED_MS,
      file,
      driver,
    };
    const thread = new Worker(beaconFile, { workerData: orders });
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
    this.#timer = this.#clock.setTimer(EVERY_MS, () => {
      Atomics.add(this.#turns, 0, 1);
      this.#turn();
    });
  }
}
