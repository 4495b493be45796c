import type { Clock, Disposable } from './clock.js';

interface Timer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** Rounds of microtasks granted after each timer, so that what it set off can run before time goes on. */
const ROUNDS = 50;

/** A clock that stands still until told otherwise; for tests that never sleep. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  /** Begins at `now`, epoch milliseconds; default 2026-01-01. */
  constructor(now = 1_767_225_600_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.size;
  }

  setTimer(delayMs: number, fire: () => void): Disposable {
    const timer = { dueAt: this.#now + Math.max(0, delayMs), fire };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  }

  /** Lets time pass, firing timers at their instants and letting what they set off run in between. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await this.settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.dueAt);
      this.#timers.delete(next);
      next.fire();
      await this.settle();
    }
    this.#now = until;
    await this.settle();
  }

  /** Time passes, but nobody notices: timers fire only with the next `advance`, as after a suspend. */
  sleepThrough(ms: number): void {
    this.#now += ms;
  }

  /** Lets promises that are ready run, without letting time pass. */
  async settle(): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) await Promise.resolve();
  }

  #next(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueAt <= until && (!next || timer.dueAt < next.dueAt)) next = timer;
    }
    return next;
  }
}
