import type { Clock, Disposable } from '@tracker/core';
import { ModelError, ModelErrorCode } from './model-error.js';

/** Aborts its signal when nothing has come for longer than the limit. */
export class StallWatch implements Disposable {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #abort = new AbortController();
  #timer: Disposable;

  constructor(clock: Clock, limitMs: number) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#timer = this.#wind();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Something came. */
  alive(): void {
    this.#timer.dispose();
    this.#timer = this.#wind();
  }

  dispose(): void {
    this.#timer.dispose();
  }

  #wind(): Disposable {
    return this.#clock.setTimer(this.#limitMs, () => {
      const message = `Nothing came from the model for ${this.#limitMs} ms; the call was given up.`;
      const error = new ModelError({ code: ModelErrorCode.STALLED, message, retryable: true });
      this.#abort.abort(error);
    });
  }
}
