/** Work that is done for an execution and can be stopped. */
export interface Stoppable {
  stop(reason: unknown): void;
  /** Where it stands among the work of its execution; only that writes it. */
  place: number;
}

/** Tells those who work on an execution to stop, once. */
export class Stopping {
  #abort: AbortController | undefined;
  #why: (() => unknown) | undefined;
  /** In no order: what leaves gives its place to the last. */
  readonly #work: Stoppable[] = [];

  /** Aborts when the work is to stop. */
  get signal(): AbortSignal {
    if (!this.#abort) {
      this.#abort = new AbortController();
      // whoever asked for it before the stop is told with all the others
      if (this.#why) this.#abort.abort(this.#why());
    }
    return this.#abort.signal;
  }

  /** Stops `work` when it is to stop, unless it has left by then. */
  join(work: Stoppable): void {
    if (this.#why) work.stop(this.#why());
    else work.place = this.#work.push(work) - 1;
  }

  /** Takes out work that has joined and is over; harmless when it is not in. */
  leave(work: Stoppable): void {
    const { place } = work;
    if (this.#work[place] !== work) return;
    const last = this.#work.pop() as Stoppable;
    if (last === work) return;
    this.#work[place] = last;
    last.place = place;
  }

  /**
   * Only the first reason counts, and it is made only for listeners. They hear of it after whoever brought it about has
   * gone on, with every store alike: also one that listens only then is told.
   */
  stop(why: () => unknown): void {
    if (this.#why) return;
    this.#why = why;
    if (this.#abort === undefined && this.#work.length === 0) return;
    const reason = why();
    queueMicrotask(() => {
      this.#abort?.abort(reason);
      for (const work of this.#work.splice(0)) work.stop(reason);
    });
  }
}
