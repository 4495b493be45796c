import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import {
  PROTOCOL_VERSION,
  SOCKET_PATH,
  agentFrameSchema,
  controlFrameSchema,
  type AgentFrame,
  type ControlFrame,
} from '@tracker/client/protocol';

type Received = AgentFrame | ControlFrame;

/** A client that sends whatever it is told to, byte by byte, and writes everything down. */
export class RawClient {
  readonly socket: WebSocket;
  readonly frames: Received[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;
  readonly #wakers = new Set<() => void>();

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}${SOCKET_PATH}`, options);
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data) => {
      this.frames.push(readFrame(JSON.parse(String(data))));
      this.#wake();
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
      this.#wake();
    });
  }

  /** A client that has been welcomed. */
  static async welcomed(url: string, token: string, after?: number): Promise<RawClient> {
    const client = new RawClient(url);
    await client.opened();
    client.authenticate(token, after);
    await client.until(() => client.frames.length > 0);
    return client;
  }

  opened(): Promise<unknown> {
    return once(this.socket, 'open');
  }

  authenticate(token: string, after?: number): void {
    this.send({
      type: 'authenticate',
      protocol: PROTOCOL_VERSION,
      token,
      ...(after === undefined ? {} : { after }),
    });
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  ask(messageId: string, text = 'hello', more: object = {}): void {
    this.send({ type: 'message', messageId, text, ...more });
  }

  get agentFrames(): AgentFrame[] {
    return this.frames.filter((frame): frame is AgentFrame => 'seq' in frame);
  }

  /** The frames of one type. */
  of<T extends Received['type']>(type: T): Extract<Received, { type: T }>[] {
    return this.frames.filter((frame): frame is Extract<Received, { type: T }> => {
      return frame.type === type;
    });
  }

  /** Resolves when something has come true; looks whenever something comes in. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      if (this.closed) throw new Error(`closed before: ${JSON.stringify(this.closed)}`);
      await new Promise<void>((resolve) => this.#wakers.add(resolve));
    }
  }

  /** Resolves when the connection is closed. */
  async end(): Promise<{ readonly code: number; readonly reason: string }> {
    while (!this.closed) await new Promise<void>((resolve) => this.#wakers.add(resolve));
    return this.closed;
  }

  #wake(): void {
    for (const wake of this.#wakers) wake();
    this.#wakers.clear();
  }
}

/** Every frame the server sends must be one of the protocol, to the letter. */
function readFrame(data: unknown): Received {
  const { type } = data as { type: string };
  return controlFrameSchema.options.some(({ shape }) => shape.type.value === type)
    ? controlFrameSchema.parse(data)
    : agentFrameSchema.parse(data);
}
