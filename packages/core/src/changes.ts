import type { Clock } from './clock.js';

/** How long a watcher waits for a hint before it looks by itself, in milliseconds. */
const POLL_MS = 1_000;

/** Wakes those who wait for something new in the feed. */
export class Changes {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many changes there have been; to be asked before looking, and given to `since` afterwards. */
  get count(): number {
    return this.#count;
  }

  /** Wakes everybody. */
  announce(): void {
    this.#count += 1;
    for (const wake of this.#waiting) wake();
  }

  /**
   * Resolves when there has been a change since `count`, or at an abort; after a while also without one, because a
   * hint may get lost.
   */
  since(count: number, signal: AbortSignal): Promise<void> {
    if (count !== this.#count || signal.aborted) return Promise.resolve();
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
