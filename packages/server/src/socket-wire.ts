import type { Duplex } from 'node:stream';
import type { WebSocket } from '@fastify/websocket';
import type { CloseCode } from '@tracker/client/protocol';
import type { Batch } from './batch.js';
import type { Wire } from './wire.js';

/** `WebSocket.OPEN` */
const OPEN = 1;

/** A WebSocket, and the stream below it. */
export class SocketWire implements Wire {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  get bufferedBytes(): number {
    return this.#stream.writableLength; // without compression the WebSocket holds nothing back itself
  }

  /**
   * Past the WebSocket, which would make the frames anew for each connection. Whole frames may stand between its own:
   * without compression it writes each of them at once.
   */
  write({ frames }: Batch, taken?: () => void): void {
    if (this.#socket.readyState === OPEN) this.#stream.write(frames, taken);
    else taken?.();
  }

  cork(): void {
    this.#stream.cork();
  }

  uncork(): void {
    this.#stream.uncork();
  }

  close(code: CloseCode, reason: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
