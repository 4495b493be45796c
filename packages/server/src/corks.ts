/** What is held back until the end of the tick. */
export interface Corked {
  uncork(): void;
}

/** Lets go of what was held back in a tick, so that it leaves each connection in one piece. */
export class Corks {
  #corked: Corked[] = [];

  /** To be called once a tick for each. */
  add(corked: Corked): void {
    // one callback for all of them: with thousands of connections theirs would cost more than the writing
    if (this.#corked.push(corked) === 1) process.nextTick(() => this.#release());
  }

  #release(): void {
    const corked = this.#corked;
    this.#corked = [];
    for (const one of corked) one.uncork();
  }
}
