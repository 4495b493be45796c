/** The earliest and the latest that the database's clock can have said, less this machine's monotonic time. */
interface Bounds {
  readonly from: number;
  readonly to: number;
}

/**
 * The database's clock, read here without asking: its distance from this machine's monotonic time. A measurement
 * bounds the distance by its way there and back; the distance moves no more than it must, and the time never back.
 */
export class DatabaseClock {
  readonly #monotonic: () => number;
  #distance: number | undefined;
  /** The least that the distance can have been when it was last measured. */
  #least = -Infinity;
  #last = 0;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** Epoch milliseconds, whole, never decreasing. */
  now(): number {
    const now = Math.floor(this.#monotonic() + (this.#distance ?? 0));
    if (now > this.#last) this.#last = now;
    return this.#last;
  }

  /**
   * Asks for the database's time, in milliseconds, and sets this clock by the answer. Who asks is given what that time
   * has reached for sure, 0 at first: this clock itself may be ahead by half of a long way to the answer.
   */
  async measure(ask: (reached: number) => Promise<number>): Promise<void> {
    const sent = this.#monotonic();
    const told = await ask(Math.max(0, sent + this.#least));
    this.#set({ from: told - this.#monotonic(), to: told - sent });
  }

  #set({ from, to }: Bounds): void {
    this.#least = from;
    if (this.#distance === undefined) this.#distance = (from + to) / 2;
    else this.#distance = Math.min(to, Math.max(from, this.#distance));
  }
}
