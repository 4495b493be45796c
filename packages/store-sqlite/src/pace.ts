import type { Transition } from '@tracker/core';
import { nextTurn, stopwatch } from './pause.js';

/** How long one caller's commits may follow upon each other before the event loop gets its turn, in milliseconds. */
const WITHOUT_TURN_MS = 2;

/**
 * When to write what callers have gathered. In one turn of the event loop all may come that are about to; but whoever
 * wrote the last batch alone, and comes again first, waits for nobody: one flush after the other is all there is to do.
 */
export class Pace {
  readonly #nextTurn: (run: () => void) => void;
  readonly #stopwatch: () => number;
  /** The execution that had the last batch for itself. */
  #alone: string | undefined;
  /** The execution that comes first now. */
  #first: string | undefined;
  #turnedAt = -Infinity;

  constructor(turn = nextTurn, watch = stopwatch) {
    this.#nextTurn = turn;
    this.#stopwatch = watch;
  }

  /** Somebody comes with transitions. */
  comes([first, ...more]: readonly Transition[]): void {
    this.#first = more.length === 0 ? first?.next.id : undefined;
  }

  /** Calls `run` when it is time to write. */
  readonly soon = (run: () => void): void => {
    const isAlone = this.#first !== undefined && this.#first === this.#alone;
    this.#first = undefined;
    if (isAlone && this.#stopwatch() - this.#turnedAt < WITHOUT_TURN_MS) return queueMicrotask(run);
    this.#nextTurn(() => {
      this.#turnedAt = this.#stopwatch();
      run();
    });
  };

  /** A batch is being written. */
  writes([first, ...more]: readonly Transition[]): void {
    this.#alone = more.length === 0 ? first?.next.id : undefined;
  }
}
