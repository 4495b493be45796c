import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '@tracker/core';
import type { Connections } from './connections.js';
import type { HttpApp } from './http-app.js';

export interface ListenOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string;
}

/** A server over a tracker: lets users and operators in, and lets them go in order. */
export class TrackerServer {
  /** The application, to which an embedder may add routes of its own before it listens. */
  readonly app: HttpApp;
  readonly #connections: Connections;
  readonly #limits: { readonly clock: Clock; readonly closeWithinMs: number };
  /** Node forgets those that speak WebSocket, and then waits for them. */
  readonly #sockets = new Set<Socket>();
  #closed: Promise<void> | undefined;

  constructor(
    app: HttpApp,
    connections: Connections,
    limits: { readonly clock: Clock; readonly closeWithinMs: number },
  ) {
    this.app = app;
    this.#connections = connections;
    this.#limits = limits;
    app.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Whether it has begun to close. */
  get draining(): boolean {
    return this.#connections.draining;
  }

  /** Starts to listen and resolves with its address, such as `http://127.0.0.1:8080`. */
  async listen({ port = 0, host = '127.0.0.1' }: ListenOptions = {}): Promise<string> {
    await this.app.listen({ port, host });
    const { address, family, port: bound } = this.app.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
  }

  /** The description of the HTTP API. */
  async openApi(): Promise<object> {
    await this.app.ready();
    return this.app.swagger();
  }

  /**
   * Lets go in order: takes on nothing new, tells every client to come back elsewhere (close code 1012), answers the
   * requests under way, and closes. What takes longer than `closeWithinMs` is cut off. Closing twice is harmless.
   */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    const { clock, closeWithinMs } = this.#limits;
    await this.#connections.drain();
    const patience = clock.setTimer(closeWithinMs, () => {
      for (const socket of this.#sockets) socket.destroy();
    });
    await this.app.close();
    patience.dispose();
  }
}
