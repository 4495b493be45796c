import type { Clock, Disposable } from '@tracker/core';
import type { Batch } from './batch.js';
import type { Corks } from './corks.js';
import type { Wire } from './wire.js';

export interface OutboxOptions {
  readonly clock: Clock;
  readonly corks: Corks;
  /** With more than this under way there is no room. */
  readonly maxBufferedBytes: number;
  /** How long there may be no room, in milliseconds. */
  readonly slowAfterMs: number;
  /** There is room again. */
  readonly onRoom: () => void;
  /** There was no room for too long. */
  readonly onSlow: () => void;
}

/**
 * Writes batches to a connection and knows when it has had enough. What is held in one tick leaves in one piece.
 * It keeps nothing itself: whoever respects `hasRoom` costs at most the limit and what it wrote last.
 */
export class Outbox {
  readonly #wire: Wire;
  readonly #options: OutboxOptions;
  readonly #maxBufferedBytes: number;
  readonly #waiting = new Set<() => void>();
  #patience: Disposable | undefined;
  #corked = false;
  #closed = false;

  constructor(wire: Wire, options: OutboxOptions) {
    this.#wire = wire;
    this.#options = options;
    this.#maxBufferedBytes = options.maxBufferedBytes; // asked for at each delivery
  }

  get hasRoom(): boolean {
    return !this.#closed && this.#wire.bufferedBytes < this.#maxBufferedBytes;
  }

  /** Writes what more may follow in this tick; it leaves with that, at the end of the tick. */
  hold(batch: Batch): void {
    if (this.#closed) return;
    if (!this.#corked) {
      this.#corked = true;
      this.#wire.cork();
      this.#options.corks.add(this);
    }
    this.#write(batch, this.#wire.bufferedBytes);
  }

  /** Writes what is all there is, if there is room; it leaves at once, behind what is held. Returns whether there was. */
  offer(batch: Batch): boolean {
    const buffered = this.#wire.bufferedBytes;
    if (this.#closed || buffered >= this.#maxBufferedBytes) return false;
    this.#write(batch, buffered);
    return true;
  }

  #write(batch: Batch, buffered: number): void {
    // a callback a write would cost more than the write, so it must be worth knowing when this has left
    const fills = buffered + batch.maxBytes >= this.#maxBufferedBytes;
    this.#wire.write(batch, fills ? this.#taken : undefined);
    if (!fills || this.#patience || this.hasRoom) return;
    this.#patience = this.#options.clock.setTimer(this.#options.slowAfterMs, this.#options.onSlow);
  }

  /** Resolves when there is room, or the connection is gone. */
  room(): Promise<void> {
    if (this.hasRoom || this.#closed) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  /** Lets go of what was written in this tick. */
  uncork(): void {
    this.#corked = false;
    this.#wire.uncork();
  }

  /** Writes no more and keeps nobody waiting. */
  close(): void {
    this.#closed = true;
    this.#relax();
  }

  readonly #taken = (): void => {
    if (this.#closed || !this.hasRoom) return;
    const waited = this.#patience !== undefined;
    this.#relax();
    if (waited) this.#options.onRoom();
  };

  #relax(): void {
    this.#patience?.dispose();
    this.#patience = undefined;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
