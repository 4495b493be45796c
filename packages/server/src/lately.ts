import type { Clock } from '@tracker/core';

/** How long an answer is good. */
export const KEPT_MS = 1_000;

/** After so long a question under way is taken for lost, and asked again. */
const LOST_MS = 10_000;

/**
 * An answer that may be a second old. However many ask, there is one question at a time and one a second: whoever comes
 * without a token can't make what stands behind it work.
 */
export class Lately<T> {
  readonly #ask: () => Promise<T>;
  readonly #clock: Clock;
  #answer: Promise<T> | undefined;
  /** Until when the answer, or the wait for it, is shared. */
  #until = 0;

  constructor(clock: Clock, ask: () => Promise<T>) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** The answer of lately, the one under way, or a new one. A rejection is an answer, too. */
  get(): Promise<T> {
    const now = this.#clock.now();
    if (this.#answer && now < this.#until) return this.#answer;
    const answer = this.#ask();
    this.#answer = answer;
    this.#until = now + LOST_MS;
    const settled = (): void => {
      if (this.#answer === answer) this.#until = this.#clock.now() + KEPT_MS;
    };
    answer.then(settled, settled);
    return answer;
  }
}
