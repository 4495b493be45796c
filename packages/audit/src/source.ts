import { createHash } from 'node:crypto';

/** What was read of one source, so that a certificate can be held against the very bytes it is about. */
export interface Source {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Passes bytes on and remembers what they were. */
export class Watermark {
  readonly #hash = createHash('sha256');
  readonly #name: string;
  #bytes = 0;

  constructor(name: string) {
    this.#name = name;
  }

  async *through(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      this.#hash.update(bytes);
      this.#bytes += bytes.length;
      yield bytes;
    }
  }

  /** What has passed; ask once, at the end. */
  source(): Source {
    return { name: this.#name, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
