import type { ExecutionLimits } from '@tracker/state';
import type { Clock, Disposable } from './clock.js';
import type { OperationClock } from './operation-clock.js';
import type { Logger } from './logger.js';
import type { Lease } from './store.js';
import type { Vigil } from './vigil.js';

/** Operations that are expired before others get their turn. */
const OPERATIONS = 2_000;

/** Between two looks at the clock, in milliseconds; well below what the vigil takes for sleep. */
const BEAT_MS = 50;

/** Renewals under way at once; a store that answers none of them gets no more. */
const MAX_RENEWALS = 8;

/** Renewals, with which signs are written down, within the shortest silence an execution may keep. */
const RENEWALS_PER_LIMIT = 4;

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
  #renewEveryMs: number;
  readonly #renewing = new Set<Promise<void>>();

  constructor(parts: PulseParts) {
    this.#parts = parts;
    this.#renewEveryMs = parts.leaseIntervalMs;
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
    this.#lease = lease;
    this.#renewAt = this.#parts.now() + this.#renewEveryMs;
  }

  /** Renews often enough from now on for an execution that may be silent for so long. */
  quicken({ livenessTimeoutMs, idleTimeoutMs }: Readonly<ExecutionLimits>): void {
    const silence = Math.min(livenessTimeoutMs, idleTimeoutMs);
    const needed = Math.max(BEAT_MS, Math.floor(silence / RENEWALS_PER_LIMIT));
    if (needed >= this.#renewEveryMs) return;
    this.#renewEveryMs = needed;
    this.#renewAt = Math.min(this.#renewAt, this.#parts.now() + needed);
  }

  /** Stops beating and gives the lease back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.dispose();
    this.#parts.vigil.end();
    const lease = this.#lease;
    this.#lease = undefined;
    await lease?.release();
  }

  #beat(): void {
    const { now, vigil, operations } = this.#parts;
    const instant = now();
    vigil.look(instant);
    operations.tick({ now: instant, sleptSince: vigil.sleptSince }, OPERATIONS);
    if (!this.#lease || instant < this.#renewAt) return;
    this.#renewAt = instant + this.#renewEveryMs;
    // a renewal that hangs must not keep the next one from being sent
    if (this.#renewing.size < MAX_RENEWALS) this.#renew(this.#lease);
  }

  #renew(lease: Lease): void {
    const renewal = lease
      .renew()
      .catch((error: unknown) => {
        this.#parts.logger.error({ err: error }, 'the lease could not be renewed');
      })
      .finally(() => this.#renewing.delete(renewal));
    this.#renewing.add(renewal);
  }
}
