import type { Clock, Disposable } from './clock.js';
import type { OperationClock } from './operation-clock.js';
import type { Logger } from './logger.js';
import type { Lease } from './store.js';
import type { Vigil } from './vigil.js';

/** Operations that are expired before others get their turn. */
const OPERATIONS = 2_000;

export interface PulseParts {
  readonly clock: Clock;
  readonly now: () => number;
  readonly vigil: Vigil;
  readonly operations: OperationClock;
  readonly logger: Logger;
  readonly intervalMs: number;
  readonly leaseIntervalMs: number;
}

/** The tracker's own heartbeat: looks at the clock, expires operations, renews the lease. Waits for nobody. */
export class Pulse {
  readonly #parts: PulseParts;
  #timer: Disposable | undefined;
  #lease: Lease | undefined;
  #renewAt = 0;
  #renewing: Promise<void> | undefined;

  constructor(parts: PulseParts) {
    this.#parts = parts;
  }

  /** Beats until stopped, and renews `lease` on the way. */
  start(lease: Lease): void {
    const { now, leaseIntervalMs } = this.#parts;
    this.#lease = lease;
    this.#renewAt = now() + leaseIntervalMs;
    this.#schedule();
  }

  /** Stops beating and gives the lease back. */
  async stop(): Promise<void> {
    this.#timer?.dispose();
    const lease = this.#lease;
    this.#lease = undefined;
    await this.#renewing;
    await lease?.release();
  }

  #schedule(): void {
    this.#timer = this.#parts.clock.setTimer(this.#parts.intervalMs, () => {
      this.#beat();
      if (this.#lease) this.#schedule();
    });
  }

  #beat(): void {
    const { now, vigil, operations, leaseIntervalMs } = this.#parts;
    const instant = now();
    vigil.look(instant);
    operations.tick(instant, OPERATIONS);
    if (instant < this.#renewAt || this.#renewing) return;
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
