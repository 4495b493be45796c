import type { Clock } from './clock.js';

/** How long a watcher waits for a hint before it looks by itself, in milliseconds. */
const POLL_MS = 1_000;

/** Wakes those who wait for something new in the feed. */
export class Changes {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Wakes everybody. */
  announce(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Resolves at the next change or abort; after a while also without one, because a hint may get lost. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        timer.dispose();
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = this.#clock.setTimer(POLL_MS, wake);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}
