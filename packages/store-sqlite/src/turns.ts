/** Rows that are handed out before the event loop gets a turn; about a millisecond of work. */
const ROWS_A_TURN = 256;

/**
 * Sees to it that the event loop turns. Reading is synchronous and its promises resolve without a turn, so whoever
 * reads on and on would keep all others from timers, sockets and their own commits.
 */
export class Turns {
  readonly #soon: (run: () => void) => void;
  #rows = 0;
  #next: Promise<void> | undefined;

  constructor(soon: (run: () => void) => void) {
    this.#soon = soon;
  }

  /** Whether enough has been handed out in this turn. */
  get isOver(): boolean {
    return this.#rows >= ROWS_A_TURN;
  }

  /** Rows have been handed out; to look for what is not there is work as well. */
  spend(rows: number): void {
    this.#rows += 1 + rows;
  }

  /** Resolves in the next turn of the event loop. */
  next(): Promise<void> {
    this.#next ??= new Promise((resolve) =>
      this.#soon(() => {
        this.#rows = 0;
        this.#next = undefined;
        resolve();
      }),
    );
    return this.#next;
  }
}
