import type { ServerResponse } from 'node:http';
import type { CloseCode } from '@tracker/client/protocol';
import type { Batch } from './batch.js';
import type { Wire } from './wire.js';

/** A response of server-sent events: the id of each is the cursor after it. */
export class EventStreamWire implements Wire {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get bufferedBytes(): number {
    return this.#response.writableLength;
  }

  write({ entries }: Batch, taken?: () => void): void {
    this.#response.cork();
    for (const entry of entries) {
      const id = entry.cursor === undefined ? '' : `id: ${entry.cursor}\n`;
      this.#response.write(`${id}event: ${entry.type}\ndata: `);
      this.#response.write(entry.json);
      this.#response.write('\n\n', entry === entries.at(-1) ? taken : undefined);
    }
    this.#response.uncork();
  }

  /** A line that clients pass over; it keeps the connection open and shows when nobody is there any more. */
  beat(): void {
    this.#response.write(':\n\n');
  }

  cork(): void {
    this.#response.cork();
  }

  uncork(): void {
    this.#response.uncork();
  }

  close(code: CloseCode, reason: string): void {
    this.#response.end(`event: closed\ndata: ${JSON.stringify({ code, reason })}\n\n`);
  }

  terminate(): void {
    this.#response.destroy();
  }
}
