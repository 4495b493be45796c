import { heldBytes } from './byte-length.js';
import type { ClientFrame } from './client-frames.js';
import { CloseCode } from './close-code.js';
import { serverFrameOf, type ServerFrame } from './server-frame-of.js';
import { after, type Timer } from './system-time.js';
import type { SocketEvent, WebSocketClass, WebSocketLike } from './web-socket.js';

export interface LinkEvents {
  /** The socket is open; the first frame may be sent. */
  onOpen(): void;
  /** A frame, and what its text takes in memory. */
  onFrame(frame: ServerFrame, bytes: number): void;
  /** Once, and nothing after it. */
  onClosed(code: number, reason: string): void;
}

export interface LinkOptions extends LinkEvents {
  readonly url: string;
  readonly WebSocket: WebSocketClass;
  /** Without a frame for so long it asks whether somebody is there, and gives up after as long again. */
  readonly heartbeatMs: number;
}

/** The number of a connection that broke without a word. */
const ABNORMAL = 1006;

/** `WebSocket.OPEN` */
const OPEN = 1;

const PING = JSON.stringify({ type: 'ping' } satisfies ClientFrame);

/** One connection, from its opening to its end. It notices also when the other side is silently gone. */
export class Link {
  readonly #options: LinkOptions;
  readonly #socket: WebSocketLike;
  #heart: Timer;
  #heard = true;
  #asked = false;
  #ended = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#socket = new options.WebSocket(options.url);
    this.#heart = this.#nextBeat();
    this.#socket.addEventListener('open', () => this.#ended || options.onOpen());
    this.#socket.addEventListener('message', ({ data }) => this.#receive(data));
    this.#socket.addEventListener('error', () => undefined); // a close follows
    this.#socket.addEventListener('close', ({ code, reason }: SocketEvent) =>
      this.#end(code ?? ABNORMAL, reason ?? ''),
    );
  }

  /** Sends a frame, as JSON. */
  send(text: string): void {
    if (this.#socket.readyState === OPEN) this.#socket.send(text);
  }

  /** Says goodbye; what comes after it is not heard any more. */
  close(): void {
    this.#socket.close(CloseCode.NORMAL);
    this.#end(CloseCode.NORMAL, 'closed here');
  }

  /** Gives the connection up, as if it had broken. */
  abandon(reason: string): void {
    this.#socket.close();
    this.#end(ABNORMAL, reason);
  }

  #receive(data: unknown): void {
    if (this.#ended || typeof data !== 'string') return;
    this.#heard = true;
    this.#asked = false;
    const frame = serverFrameOf(data);
    if (frame) this.#options.onFrame(frame, heldBytes(data));
  }

  #nextBeat(): Timer {
    return after(this.#options.heartbeatMs, () => {
      if (!this.#heard && this.#asked) return this.abandon('no sign of life');
      this.#asked = !this.#heard;
      if (this.#asked) this.send(PING);
      this.#heard = false;
      this.#heart = this.#nextBeat();
    });
  }

  #end(code: number, reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#heart.dispose();
    this.#options.onClosed(code, reason);
  }
}
