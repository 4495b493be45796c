import { SystemClock, type Clock, type Disposable } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';

/** First a clock of its own, so that an hour passes in a second; then, for good, the machine's. */
export class HandoverClock implements Clock {
  readonly #past: ManualClock;
  readonly #present = new SystemClock();
  #handedOver = false;

  /** Begins so long ago, in milliseconds. */
  constructor(agoMs: number) {
    this.#past = new ManualClock(this.#present.now() - agoMs);
  }

  now(): number {
    return (this.#handedOver ? this.#present : this.#past).now();
  }

  setTimer(delayMs: number, fire: () => void): Disposable {
    return (this.#handedOver ? this.#present : this.#past).setTimer(delayMs, fire);
  }

  /** Lets the past go by. */
  advance(ms: number): Promise<void> {
    return this.#past.advance(ms);
  }

  /** From now on it is what it is. To be called when no timer of the past is waited for any more. */
  handOver(): void {
    this.#handedOver = true;
  }
}
