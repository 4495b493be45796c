import type { Clock, Disposable } from '@tracker/core';

interface Timer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** Rounds of microtasks in which what timers set off can run. */
const ROUNDS = 50;

/** How finely time passes. */
export interface ReplayGrain {
  /** How much time may go by until what timers set off can run, in milliseconds. */
  readonly breathMs: number;
  /** The shortest timer, in milliseconds; shorter ones take as long. */
  readonly shortestMs: number;
}

/** For seconds and minutes. */
const FINE: ReplayGrain = { breathMs: 1_000, shortestMs: 0 };

/** For days: a tracker beats twenty times in a second, and looks often enough when it does so four times. */
export const COARSE: ReplayGrain = { breathMs: 120_000, shortestMs: 240 };

/** A clock that stands still until told otherwise, and gets over days of heartbeats in no time. */
export class ReplayClock implements Clock {
  #now: number;
  readonly #grain: ReplayGrain;
  readonly #timers = new Set<Timer>();

  constructor(now: number, grain = FINE) {
    this.#now = now;
    this.#grain = grain;
  }

  now(): number {
    return this.#now;
  }

  setTimer(delayMs: number, fire: () => void): Disposable {
    const timer = { dueAt: this.#now + Math.max(this.#grain.shortestMs, delayMs), fire };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  }

  /** Lets time pass. Timers fire at their instants; what they set off runs now and then, and at the end. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    let breathAt = this.#now + this.#grain.breathMs;
    await this.settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.dueAt);
      this.#timers.delete(next);
      next.fire();
      if (this.#now < breathAt) continue;
      breathAt = this.#now + this.#grain.breathMs;
      await this.settle();
    }
    this.#now = until;
    await this.settle();
  }

  /** Lets promises that are ready run, without letting time pass. */
  async settle(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) await Promise.resolve();
  }

  #next(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueAt <= until && (!next || timer.dueAt < next.dueAt)) next = timer;
    }
    return next;
  }
}
