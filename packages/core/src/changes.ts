import type { Clock, Disposable } from './clock.js';

/** How long a watcher waits for a hint before it looks by itself, in milliseconds. */
const POLL_MS = 1_000;

/** Wakes those who wait for something new in the feed, and nobody for what is another user's. */
export class Changes {
  readonly #clock: Clock;
  readonly #everybody = new Set<Ear>();
  readonly #byUser = new Map<string, Set<Ear>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Listens for one user's changes, or for all of them, until the signal aborts; to be disposed of. */
  listen(userId: string | undefined, until: AbortSignal): Ear {
    const ears = userId === undefined ? this.#everybody : this.#of(userId);
    const ear = new Ear(this.#clock, until, () => {
      const left = ears.delete(ear) && ears.size === 0;
      if (left && userId !== undefined) this.#byUser.delete(userId);
    });
    ears.add(ear);
    return ear;
  }

  /** Something of this user's has changed. */
  announce(userId: string): void {
    for (const ear of this.#everybody) ear.hear();
    const own = this.#byUser.get(userId);
    if (own) for (const ear of own) ear.hear();
  }

  #of(userId: string): Set<Ear> {
    const ears = this.#byUser.get(userId) ?? new Set();
    this.#byUser.set(userId, ears);
    return ears;
  }
}

/** Knows whether there was word of a change since it was last asked. */
export class Ear implements Disposable {
  readonly #clock: Clock;
  readonly #until: AbortSignal;
  readonly #leave: () => void;
  #heard = false;
  #wake: (() => void) | undefined;

  constructor(clock: Clock, until: AbortSignal, leave: () => void) {
    this.#clock = clock;
    this.#until = until;
    this.#leave = leave;
    until.addEventListener('abort', this.#rouse);
  }

  hear(): void {
    this.#heard = true;
    this.#wake?.();
  }

  /** Forgets what it heard; to be called before one looks, so that what comes in between is not slept over. */
  clear(): void {
    this.#heard = false;
  }

  /**
   * Resolves when there has been word since `clear`, and when the signal aborts; after a while also without either,
   * because a hint may get lost.
   */
  word(): Promise<void> {
    if (this.#heard || this.#until.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#clock.setTimer(POLL_MS, this.#rouse);
      this.#wake = () => {
        timer.dispose();
        this.#wake = undefined;
        resolve();
      };
    });
  }

  dispose(): void {
    this.#until.removeEventListener('abort', this.#rouse);
    this.#leave();
  }

  readonly #rouse = (): void => this.#wake?.();
}
