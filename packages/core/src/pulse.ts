import type { Clock, Disposable } from './clock.js';
import type { OperationClock } from './operation-clock.js';
import type { Logger } from './logger.js';
import type { Lease } from './store.js';
import type { Vigil } from './vigil.js';

/** Operations that are expired before others get their turn. */
const OPERATIONS = 2_000;

/** Between two looks at the clock, in milliseconds; well below what the vigil takes for sleep. */
const BEAT_MS = 50;

export interface PulseParts {
  readonly clock: Clock;
  readonly now: () => number;
  readonly vigil: Vigil;
  readonly operations: OperationClock;
  readonly logger: Logger;
  readonly leaseIntervalMs: number;
}

/** The tracker's own heartbeat: looks at the clock, expires operations, renews the lease. Waits for nobody. */
export class Pulse {
  readonly #parts: PulseParts;
  #timer: Disposable | undefined;
  #stopped = false;
  #lease: Lease | undefined;
  #renewAt = 0;
  #renewing: Promise<void> | undefined;

  constructor(parts: PulseParts) {
    this.#parts = parts;
  }

  /** Beats until stopped. A tracker that only reads needs it too: without looks it would take itself for asleep. */
  start(): void {
    this.#timer = this.#parts.clock.setTimer(BEAT_MS, () => {
      this.#beat();
      if (!this.#stopped) this.start();
    });
  }

  /** Renews `lease` on the way from now on. */
  keep(lease: Lease): void {
    const { now, leaseIntervalMs } = this.#parts;
    this.#lease = lease;
    this.#renewAt = now() + leaseIntervalMs;
  }

  /** Stops beating and gives the lease back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.dispose();
    const lease = this.#lease;
    this.#lease = undefined;
    await this.#renewing;
    await lease?.release();
  }

  #beat(): void {
    const { now, vigil, operations, leaseIntervalMs } = this.#parts;
    const instant = now();
    vigil.look(instant);
    operations.tick(instant, OPERATIONS);
    if (!this.#lease || instant < this.#renewAt || this.#renewing) return;
    this.#renewAt = instant + leaseIntervalMs;
    this.#renewing = this.#renew().finally(() => (this.#renewing = undefined));
  }

  async #renew(): Promise<void> {
    try {
      await this.#lease?.renew();
    } catch (error) {
      this.#parts.logger.error({ err: error }, 'the lease could not be renewed');
    }
  }
}
