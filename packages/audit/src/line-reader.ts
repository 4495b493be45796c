/** The longest line that is read: 4 MiB. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** A line, or why there is none. */
export type RawLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly tooLong: true };

const NEWLINE = 0x0a;

/** Cuts bytes into lines and never holds more than the longest allowed one. */
class LineCutter {
  #parts: Buffer[] = [];
  #length = 0;
  #number = 0;

  *push(chunk: Buffer): Generator<RawLine> {
    let start = 0;
    for (let end; (end = chunk.indexOf(NEWLINE, start)) >= 0; start = end + 1) {
      this.#keep(chunk.subarray(start, end));
      yield this.#cut();
    }
    this.#keep(chunk.subarray(start));
  }

  *end(): Generator<RawLine> {
    if (this.#length > 0) yield this.#cut();
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > MAX_LINE_BYTES) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  #cut(): RawLine {
    const [parts, length] = [this.#parts, this.#length];
    const number = (this.#number += 1);
    this.#parts = [];
    this.#length = 0;
    if (length > MAX_LINE_BYTES) return { number, tooLong: true };
    const text = Buffer.concat(parts).toString('utf8');
    return { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text };
  }
}

/** The lines of a stream of bytes, one chunk's worth of memory and one line at a time. */
export async function* readLines(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<RawLine> {
  const cutter = new LineCutter();
  for await (const chunk of chunks) {
    yield* cutter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }
  yield* cutter.end();
}
