import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where a connection is to be cut, once: when it carries `word`, after so many bytes of what is asked or answered. */
export interface Cut {
  readonly word: string;
  readonly of: 'question' | 'answer';
  readonly after: number;
}

/** Stands between a store and its server, and cuts connections at chosen bytes. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #words: string[] = [];
  #cut: Cut | undefined;
  /** Connections that came in. */
  connections = 0;
  /** Connections that were cut. */
  cuts = 0;

  private constructor(upstream: number) {
    this.#server = createServer((client) => this.#join(client, connect(upstream, '127.0.0.1')));
  }

  static async start(upstream: number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(upstream);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `postgres://postgres@127.0.0.1:${port}/postgres`;
  }

  /** Cuts the next connection that fits. */
  arm(cut: Cut): void {
    this.#cut = cut;
  }

  /** How often a word was asked. */
  asked(word: string): number {
    return this.#words.filter((chunk) => chunk.includes(word)).length;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket, server: Socket): void {
    this.connections += 1;
    let answerLeft: number | undefined;
    const end = (): void => {
      for (const socket of [client, server]) socket.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', end).on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    client.on('data', (chunk) => {
      this.#words.push(chunk.toString('latin1'));
      const cut = this.#cut;
      if (!cut || !chunk.includes(cut.word)) return server.write(chunk);
      this.#cut = undefined;
      if (cut.of === 'answer') {
        answerLeft = cut.after;
        return server.write(chunk);
      }
      this.cuts += 1;
      return server.write(chunk.subarray(0, cut.after), end);
    });
    server.on('data', (chunk) => {
      if (answerLeft === undefined || chunk.length <= answerLeft) {
        if (answerLeft !== undefined) answerLeft -= chunk.length;
        return client.write(chunk);
      }
      this.cuts += 1;
      return client.write(chunk.subarray(0, answerLeft), end);
    });
  }
}
