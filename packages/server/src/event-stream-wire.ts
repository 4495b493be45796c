import type { ServerResponse } from 'node:http';
import type { CloseCode } from '@tracker/client/protocol';
import type { Entry } from './entry.js';
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

  write({ type, cursor, json }: Entry, taken?: () => void): void {
    const id = cursor === undefined ? '' : `id: ${cursor}\n`;
    this.#response.write(`${id}event: ${type}\ndata: `);
    this.#response.write(json);
    this.#response.write('\n\n', taken);
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
