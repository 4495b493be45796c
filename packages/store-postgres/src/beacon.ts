import { Worker } from 'node:worker_threads';
import { SystemClock, type Disposable, type Logger } from '@tracker/core';
import { beaconFile } from './beacon-file.cjs';
import type { BeaconOrders } from './beacon-thread.js';
import { connectionOptions } from './connection.js';
import type { Settings } from './options.js';

/** Between two turns that are counted, and between two looks at the count, in milliseconds. */
const EVERY_MS = 250;

/** Without a turn for so long the event loop counts as standing; well below every sensible liveness limit. */
const STALLED_MS = 1_000;

export interface BeaconParts {
  readonly url: string;
  readonly settings: Settings;
  readonly s: string;
  readonly logger: Logger;
}

/**
 * A thread that says that this process is up while its event loop is busy, and since when it is; so the others can
 * tell "busy" from "gone". It needs a connection only then.
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

  /** Speaks for the leases of `owner` from now on. */
  keep(owner: string): void {
    this.#thread ??= this.#start();
    this.#thread.postMessage({ keep: owner });
  }

  /** No longer speaks for them. */
  leave(owner: string): void {
    this.#thread?.postMessage({ leave: owner });
  }

  async close(): Promise<void> {
    this.#timer?.dispose();
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const { url, settings, s, logger } = this.#parts;
    // a parser of values is code, which no thread can be handed; nothing is read there
    const { types: _types, ...connection } = connectionOptions(url, settings);
    const orders: BeaconOrders = {
      turns: this.#turns,
      everyMs: EVERY_MS,
      stalledMs: STALLED_MS,
      statement: renewal(s),
      connection,
    };
    const thread = new Worker(beaconFile, { workerData: orders });
    thread.unref();
    thread.on('error', (err) => logger.error({ err }, 'nobody speaks for a busy process any more'));
    this.#turn();
    return thread;
  }

  #turn(): void {
    this.#timer = this.#clock.setTimer(EVERY_MS, () => {
      Atomics.add(this.#turns, 0, 1);
      this.#turn();
    });
  }
}

/** Renews leases on behalf of a process that is busy. */
function renewal(s: string): string {
  const now = `floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  return `update ${s}.leases set renewed_at = greatest(renewed_at, ${now}),
    stalled_since = coalesce(stalled_since, ${now} - $2::bigint) where owner = any ($1) and released_at is null`;
}
