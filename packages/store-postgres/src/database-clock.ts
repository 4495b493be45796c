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

  /** Asks for the database's time, in milliseconds, and sets this clock by the answer. */
  async measure(ask: () => Promise<number>): Promise<void> {
    const sent = this.#monotonic();
    const told = await ask();
    this.#set({ from: told - this.#monotonic(), to: told - sent });
  }

  #set({ from, to }: Bounds): void {
    if (this.#distance === undefined) this.#distance = (from + to) / 2;
    else this.#distance = Math.min(to, Math.max(from, this.#distance));
  }
}
