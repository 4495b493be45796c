/** What happened in a world, line by line, for whoever has to understand a failing seed. */
export class Trace {
  readonly lines: string[] = [];
  readonly #now: () => number;
  readonly #bornAt: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#bornAt = now();
  }

  /** Notes what `who` did or suffered; `what` is written only when somebody will read it. */
  note(who: string, what: string): void {
    const seconds = ((this.#now() - this.#bornAt) / 1_000).toFixed(3);
    this.lines.push(`${seconds.padStart(9)}s  ${who.padEnd(12)} ${what}`);
  }
}
