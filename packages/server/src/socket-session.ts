import type { Duplex } from 'node:stream';
import type { WebSocket } from '@fastify/websocket';
import {
  ClientFrameType,
  CloseCode,
  ControlFrameType,
  PROTOCOL_VERSION,
  type ClientFrame,
} from '@tracker/client/protocol';
import type { Disposable } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { callerOf, type Caller } from './caller.js';
import { clientFrameOf } from './client-frame-of.js';
import { aboutText, obey, refused } from './commands.js';
import type { Connection } from './connections.js';
import { atExpiry } from './expiry.js';
import type { Hub } from './hub.js';
import { SLOW_DOWN, tooMuch } from './refusal.js';
import { SocketWire } from './socket-wire.js';
import { Subscriber } from './subscriber.js';

/** Frames that wait to be obeyed, at most; then the socket is read no further. */
const MAX_WAITING = 16;

/** Frames beyond the rate that are refused one by one, before the connection is closed. */
const MAX_REFUSED = 50;

/** One WebSocket of one client: it says who it is, then it is obeyed and told. */
export class SocketSession implements Connection {
  readonly gone: Promise<void>;
  readonly #socket: WebSocket;
  readonly #hub: Hub;
  readonly #wire: SocketWire;
  readonly #subscriber: Subscriber;
  readonly #waiting: string[] = [];
  #deadline: Disposable | undefined;
  #caller: Caller | undefined;
  #busy = false;
  #closing = false;
  /** The server has ended it, and does nothing more for it; what a client said before it left itself is still done. */
  #deaf = false;
  #answered = true;
  #refusedInARow = 0;

  constructor(socket: WebSocket, stream: Duplex, hub: Hub) {
    this.#socket = socket;
    this.#hub = hub;
    this.#wire = new SocketWire(socket, stream);
    this.#subscriber = new Subscriber(this.#wire, hub, (code, reason) => this.close(code, reason));
    this.#deadline = hub.clock.setTimer(hub.settings.authenticateWithinMs, () =>
      this.close(CloseCode.UNAUTHENTICATED, 'no authenticate in time'),
    );
    this.gone = new Promise((resolve) => socket.once('close', () => this.#bury(resolve)));
    socket.on('message', (data, isBinary) => this.#receive(String(data), isBinary));
    socket.on('pong', () => (this.#answered = true));
    socket.on('error', () => undefined); // it closes by itself, with the code that fits
    hub.connections.add(this);
    hub.gauges.connections.inc({ transport: 'websocket' });
  }

  beat(): void {
    if (!this.#answered) return this.#socket.terminate();
    this.#answered = false;
    this.#socket.ping();
  }

  close(code: CloseCode, reason: string): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#deaf = true;
    this.#subscriber.stop();
    this.#deadline?.dispose();
    this.#hub.gauges.closes.inc({ code });
    this.#wire.close(code, reason);
    this.#socket.resume(); // or the answer to the close would never be read
    const { closeWithinMs } = this.#hub.settings;
    this.#deadline = this.#hub.clock.setTimer(closeWithinMs, () => this.#wire.terminate());
  }

  #bury(resolve: () => void): void {
    this.#closing = true;
    this.#subscriber.stop();
    this.#deadline?.dispose();
    this.#hub.gauges.connections.dec({ transport: 'websocket' });
    resolve();
  }

  #receive(text: string, isBinary: boolean): void {
    if (this.#closing) return;
    this.#answered = true;
    if (isBinary) return this.close(CloseCode.UNSUPPORTED, 'frames are text');
    if (this.#caller && !this.#isInTime(this.#caller, text)) return;
    this.#waiting.push(text);
    if (this.#waiting.length >= MAX_WAITING) this.#socket.pause();
    void this.#work();
  }

  /** Whether the frame keeps to the rate; if not it is refused, and the connection ends if that does not help. */
  #isInTime({ identity: { userId } }: Caller, text: string): boolean {
    if (this.#hub.rate.admit(userId)) {
      this.#refusedInARow = 0;
      return true;
    }
    this.#refusedInARow += 1;
    if (this.#refusedInARow > MAX_REFUSED) this.close(CloseCode.FLOODING, 'too many frames');
    else this.#refuse(tooMuch(SLOW_DOWN), aboutText(text));
    return false;
  }

  /** One frame after another, and only while the client takes what it is answered. */
  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
      this.#readOn();
      await this.#hear(text);
      await this.#subscriber.room();
    }
    this.#busy = false;
  }

  #readOn(): void {
    if (this.#waiting.length === 0 && !this.#closing) this.#socket.resume();
  }

  async #hear(text: string): Promise<void> {
    if (this.#deaf) return;
    try {
      const frame = clientFrameOf(text);
      this.#hub.gauges.framesReceived.inc({ type: frame.type });
      if (!this.#caller) return await this.#authenticate(frame);
      this.#subscriber.say(await obey(this.#hub, this.#caller, frame));
    } catch (error) {
      this.#refuse(error, aboutText(text));
      if (!this.#caller) this.close(CloseCode.UNAUTHENTICATED, 'authenticate first');
    }
  }

  #refuse(error: unknown, about: string | null): void {
    this.#subscriber.say(refused(this.#hub, about, error));
  }

  async #authenticate(frame: ClientFrame): Promise<void> {
    if (frame.type !== ClientFrameType.AUTHENTICATE) {
      return this.close(CloseCode.UNAUTHENTICATED, 'authenticate first');
    }
    const { verifier, tracker, connections } = this.#hub;
    try {
      const identity = await verifier.verify(frame.token);
      if (!identity) return this.close(CloseCode.UNAUTHENTICATED, 'token not accepted');
      const caller = callerOf(tracker, identity);
      const cursor = await Subscriber.startOf(caller, frame.after);
      if (this.#closing) return;
      if (!connections.claim(identity.userId, this)) {
        return this.close(CloseCode.TOO_MANY, 'too many connections of this user');
      }
      this.#welcome(caller, cursor);
    } catch (error) {
      this.#hub.logger.warn({ err: error }, 'a client could not be let in');
      const expired = TrackerError.is(error, TrackerErrorCode.CURSOR_EXPIRED);
      if (expired) this.close(CloseCode.CURSOR_EXPIRED, 'cursor expired');
      else this.close(CloseCode.INTERNAL, 'internal error');
    }
  }

  #welcome(caller: Caller, cursor: number): void {
    const { userId, role } = caller.identity;
    const { clock, settings } = this.#hub;
    this.#caller = caller;
    this.#deadline?.dispose();
    this.#deadline = atExpiry(caller.identity, clock, () =>
      this.close(CloseCode.UNAUTHENTICATED, 'token expired'),
    );
    this.#subscriber.say({
      type: ControlFrameType.WELCOME,
      protocol: PROTOCOL_VERSION,
      userId,
      role,
      cursor,
      maxFrameBytes: settings.maxFrameBytes,
      heartbeatMs: settings.heartbeatMs,
    });
    this.#subscriber.follow(caller, cursor);
    // what came in before it was known who sends it counts like the rest
    const early = this.#waiting.splice(0);
    this.#waiting.push(...early.filter((text) => this.#isInTime(caller, text)));
    this.#readOn();
  }
}
