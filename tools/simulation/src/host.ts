import type { Clock, Disposable } from '@tracker/core';
import type { VirtualTime } from './virtual-time.js';

/**
 * The operating system under one process: its timers fire late while it is paused and never again once it has
 * crashed. Its wall clock may jump; the store's clock does not.
 */
export class Host implements Clock {
  readonly name: string;
  readonly #time: VirtualTime;
  #crashed = false;
  #pausedUntil = 0;
  #jumpedMs = 0;

  constructor(name: string, time: VirtualTime) {
    this.name = name;
    this.#time = time;
  }

  get crashed(): boolean {
    return this.#crashed;
  }

  now(): number {
    return this.#time.now() + this.#jumpedMs;
  }

  /** The time of the world, which nothing in the process can see. */
  worldNow(): number {
    return this.#time.now();
  }

  setTimer(delayMs: number, fire: () => void): Disposable {
    let timer = this.#time.setTimer(delayMs, () => due());
    const due = (): void => {
      if (this.#crashed) return;
      const pauseMs = this.#pausedUntil - this.#time.now();
      if (pauseMs > 0) timer = this.#time.setTimer(pauseMs, due);
      else fire();
    };
    return { dispose: () => timer.dispose() };
  }

  /** Hands something from outside to the process when it runs; never, once it has crashed. */
  deliver(hand: () => void, delayMs = 0): void {
    if (this.#crashed) return;
    if (delayMs === 0 && this.#pausedUntil <= this.#time.now()) hand();
    else this.setTimer(delayMs, hand);
  }

  /** Nothing in it runs for a while: a suspended machine, a debugger, a busy loop. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#time.now() + ms);
  }

  /** Sets the wall clock, ahead or back. */
  jump(ms: number): void {
    this.#jumpedMs += ms;
  }

  /** Nothing in it ever runs again. */
  crash(): void {
    this.#crashed = true;
  }
}
