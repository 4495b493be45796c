/** Where text goes. */
export interface TextOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Lines between two signs of progress: often enough to see, too seldom to cost. */
const STEP = 20_000;

/** Shows on a terminal how many lines have been read; nothing on short input or elsewhere. */
export class Progress {
  readonly #output: TextOutput;
  #lines = 0;
  #shown = false;

  constructor(output: TextOutput) {
    this.#output = output;
  }

  line(): void {
    this.#lines += 1;
    if (!this.#output.isTTY || this.#lines % STEP !== 0) return;
    this.#shown = true;
    this.#output.write(`\r${this.#lines.toLocaleString('en-GB')} lines read`);
  }

  /** Takes the sign away again. */
  end(): void {
    if (this.#shown) this.#output.write('\r\u001b[K');
    this.#shown = false;
  }
}
