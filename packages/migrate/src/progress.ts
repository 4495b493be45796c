import { printable } from './printable.js';

/** Where text goes. */
export interface TextOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Files between two signs of progress: often enough to see, too seldom to cost. */
const STEP = 100;

/** Shows on a terminal how many files have been read; nothing for few of them or elsewhere. */
export class Progress {
  readonly #output: TextOutput;
  #files = 0;
  #isShown = false;

  constructor(output: TextOutput) {
    this.#output = output;
  }

  file(name: string): void {
    this.#files += 1;
    if (!this.#output.isTTY || this.#files % STEP !== 0) return;
    this.#isShown = true;
    this.#output.write(`\r\u001b[K${this.#files} files read, now ${printable(name).slice(-50)}`);
  }

  /** Takes the sign away, so that other text can be written. */
  clear(): void {
    if (this.#isShown) this.#output.write('\r\u001b[K');
    this.#isShown = false;
  }
}
