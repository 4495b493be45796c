import type { Clock } from '@tracker/core';
import type { WebSocket } from 'ws';

export interface OutboxOptions {
  readonly clock: Clock;
  /** How long the other side may take to accept one frame, in milliseconds. */
  readonly sendTimeoutMs: number;
}

/**
 * Writes frames to a socket one at a time. Whoever waits for `send` reads no further meanwhile, so a slow
 * client costs one frame of memory per writer, and one that does not read at all is cut off; it can come back
 * and go on from its cursor.
 */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #options: OutboxOptions;

  constructor(socket: WebSocket, options: OutboxOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  /** Resolves when the frame has been handed to the network; rejects when the connection is gone. */
  send(frame: object): Promise<void> {
    const { clock, sendTimeoutMs } = this.#options;
    return new Promise((resolve, reject) => {
      const tooSlow = clock.setTimer(sendTimeoutMs, () => this.#socket.terminate());
      this.#socket.send(JSON.stringify(frame), (error) => {
        tooSlow.dispose();
        if (error) reject(error);
        else resolve();
      });
    });
  }
}
