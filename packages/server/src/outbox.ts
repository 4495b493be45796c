import type { Clock, Disposable } from '@tracker/core';
import type { Entry } from './entry.js';
import type { Wire } from './wire.js';

export interface OutboxOptions {
  readonly clock: Clock;
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
 * Writes entries to a connection and knows when it has had enough. What is written in one tick leaves in one piece.
 * It keeps nothing itself: whoever respects `hasRoom` costs at most the limit and what it wrote last.
 */
export class Outbox {
  readonly #wire: Wire;
  readonly #options: OutboxOptions;
  readonly #waiting = new Set<() => void>();
  #patience: Disposable | undefined;
  #corked = false;
  #closed = false;

  constructor(wire: Wire, options: OutboxOptions) {
    this.#wire = wire;
    this.#options = options;
  }

  get hasRoom(): boolean {
    return !this.#closed && this.#wire.bufferedBytes < this.#options.maxBufferedBytes;
  }

  write(entries: readonly Entry[]): void {
    const last = entries.at(-1);
    if (this.#closed || !last) return;
    this.#cork();
    for (const entry of entries) this.#wire.write(entry, entry === last ? this.#taken : undefined);
    if (this.hasRoom || this.#patience) return;
    const { clock, slowAfterMs, onSlow } = this.#options;
    this.#patience = clock.setTimer(slowAfterMs, onSlow);
  }

  /** Resolves when there is room, or the connection is gone. */
  room(): Promise<void> {
    if (this.hasRoom || this.#closed) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
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

  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.#wire.cork();
    process.nextTick(() => {
      this.#corked = false;
      this.#wire.uncork();
    });
  }
}
