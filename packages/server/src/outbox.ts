import type { Clock, Disposable } from '@tracker/core';
import type { Corks } from './corks.js';
import type { Entry } from './entry.js';
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

/** What a wire may put around an entry, at most; in bytes. */
const MAX_WRAPPING = 128;

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
    const { clock, corks, slowAfterMs, onSlow } = this.#options;
    if (!this.#corked) {
      this.#corked = true;
      this.#wire.cork();
      corks.add(this);
    }
    const tell = this.#isFullAfter(entries);
    for (const entry of entries) {
      this.#wire.write(entry, tell && entry === last ? this.#taken : undefined);
    }
    if (this.hasRoom || this.#patience) return;
    this.#patience = clock.setTimer(slowAfterMs, onSlow);
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

  /** Whether it must be known when these have left: a callback a write would cost more than the write. */
  #isFullAfter(entries: readonly Entry[]): boolean {
    let bytes = this.#wire.bufferedBytes;
    for (const { frame } of entries) bytes += frame.length + MAX_WRAPPING;
    return bytes >= this.#options.maxBufferedBytes;
  }
}
