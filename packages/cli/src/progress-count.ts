import type { TextOutput } from './command-io.js';

/** Between two signs: often enough to see, too seldom to cost. */
const STEP = 1_000;

/** Shows on a terminal how many there were so far; nothing elsewhere. */
export class ProgressCount {
  readonly #output: TextOutput;
  readonly #what: string;
  #count = 0;
  #shown = false;

  constructor(output: TextOutput, what: string) {
    this.#output = output;
    this.#what = what;
  }

  one(): void {
    this.#count += 1;
    if (!this.#output.isTTY || this.#count % STEP !== 0) return;
    this.#shown = true;
    this.#output.write(`\r${this.#count.toLocaleString('en-GB')} ${this.#what}`);
  }

  /** Takes the sign away again. */
  end(): void {
    if (this.#shown) this.#output.write('\r\u001b[K');
    this.#shown = false;
  }
}
