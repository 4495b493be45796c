import type { Clock, Disposable } from './clock.js';

/**
 * The machine's clock. A wall clock that is set back does not turn time back: the clock then goes on at the
 * pace of the monotonic one until the wall clock has caught up. A wall clock that jumps ahead is followed;
 * the vigil notices the jump and does not take it for silence.
 */
export class SystemClock implements Clock {
  #last = Date.now();
  #ahead = 0;
  #markWall = this.#last;
  #markMonotonic = performance.now();

  now(): number {
    const now = Date.now() + this.#ahead;
    if (now < this.#last || this.#ahead > 0) return this.#correct();
    this.#last = now;
    return now;
  }

  setTimer(delayMs: number, fire: () => void): Disposable {
    const timer = setTimeout(() => {
      this.#mark();
      fire();
    }, delayMs);
    timer.unref();
    return { dispose: () => clearTimeout(timer) };
  }

  #mark(): void {
    this.#markWall = this.now();
    this.#markMonotonic = performance.now();
  }

  #correct(): number {
    const monotonic = performance.now();
    const elapsed = Math.floor(monotonic - this.#markMonotonic);
    const wall = Date.now();
    const now = Math.max(this.#last, this.#markWall + elapsed, wall);
    // from here on the pace counts, also on a clock whose timers nobody uses
    this.#markWall = now;
    this.#markMonotonic += elapsed;
    this.#ahead = wall < now ? now - wall : 0;
    this.#last = now;
    return now;
  }
}
