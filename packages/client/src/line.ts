import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { backoffMs } from './backoff.js';
import type { ClientFrame } from './client-frames.js';
import type { ClientStatus, withDefaults } from './client-options.js';
import { CloseCode, mayComeBack, meaningOf } from './close-code.js';
import { PROTOCOL_VERSION } from './frame-type.js';
import { Link } from './link.js';
import type { ServerFrame } from './server-frame-of.js';
import { socketUrl } from './socket-url.js';
import { after, type Timer } from './system-time.js';
import { defaultWebSocket } from './web-socket.js';

export type Welcome = Extract<ServerFrame, { type: 'welcome' }>;

export interface LineEvents {
  /** The cursor to go on from; undefined for from now on. */
  cursor(): number | undefined;
  onWelcome(welcome: Welcome): void;
  /** A frame, and what its text takes in memory. */
  onFrame(frame: ServerFrame, bytes: number): void;
  /** It is over for good; the error says why, undefined when it was closed here. */
  onEnd(error: unknown): void;
}

/** New tokens tried in a row before it is believed that none will be accepted. */
const MAX_TOKENS = 3;

/** The line to the server: one connection after another, until it is closed or there is no sense in another. */
export class Line {
  readonly #options: ReturnType<typeof withDefaults>;
  readonly #events: LineEvents;
  #status: ClientStatus = 'connecting';
  #link: Link | undefined;
  #pause: Timer | undefined;
  #failures = 0;
  #refusedTokens = 0;

  constructor(options: ReturnType<typeof withDefaults>, events: LineEvents) {
    this.#options = options;
    this.#events = events;
  }

  get status(): ClientStatus {
    return this.#status;
  }

  open(): void {
    this.#turn('connecting');
    this.#dial().catch((error: unknown) => {
      // a token that could not be had now may be had later; what is missing or misspelt stays so
      if (TrackerError.is(error)) this.#end(error);
      else this.#comeBack();
    });
  }

  /** Sends a frame, as JSON, if the server has said welcome; otherwise the frame is lost. */
  send(text: string): void {
    if (this.#status === 'connected') this.#link?.send(text);
  }

  /** Gives this connection up for another one, after the wait that follows so many failures. */
  startOver(failures: number): void {
    this.#failures = failures - 1;
    this.#link?.abandon('frames are missing');
  }

  close(): void {
    this.#end(undefined);
  }

  async #dial(): Promise<void> {
    const { token, url, WebSocket = await defaultWebSocket(), heartbeatMs } = this.#options;
    const said = typeof token === 'string' ? token : await token();
    if (this.#status === 'closed') return;
    const link = new Link({
      url: socketUrl(typeof url === 'string' ? url : url()),
      WebSocket,
      heartbeatMs,
      onOpen: () => {
        const cursor = this.#events.cursor();
        link.send(JSON.stringify(authenticate(said, cursor)));
      },
      onFrame: (frame, bytes) => this.#hear(frame, bytes),
      onClosed: (code, reason) => this.#lost(code, reason),
    });
    this.#link = link;
  }

  #hear(frame: ServerFrame, bytes: number): void {
    if (frame.type !== 'welcome') {
      // before the welcome nothing is believed but a refusal, and that ends in a close anyway
      return this.#status === 'connected' ? this.#events.onFrame(frame, bytes) : undefined;
    }
    this.#failures = 0;
    this.#refusedTokens = 0;
    this.#turn('connected');
    this.#events.onWelcome(frame);
  }

  #lost(code: number, reason: string): void {
    this.#link = undefined;
    if (this.#status === 'closed') return;
    if (code === CloseCode.UNAUTHENTICATED && this.#mayHaveNewToken()) return this.#comeBack();
    if (mayComeBack(code)) return this.#comeBack();
    this.#end(lostForGood(code, reason));
  }

  #mayHaveNewToken(): boolean {
    this.#refusedTokens += 1;
    return typeof this.#options.token === 'function' && this.#refusedTokens < MAX_TOKENS;
  }

  #comeBack(): void {
    if (this.#status === 'closed') return;
    const { reconnect, random } = this.#options;
    this.#turn('waiting');
    this.#failures += 1;
    this.#pause = after(backoffMs(this.#failures, reconnect, random), () => this.open());
  }

  #end(error: unknown): void {
    if (this.#status === 'closed') return;
    this.#turn('closed');
    this.#pause?.dispose();
    this.#link?.close();
    this.#events.onEnd(error);
  }

  #turn(status: ClientStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#options.onStatus(status);
  }
}

function authenticate(token: string, cursor: number | undefined): ClientFrame {
  const from = cursor === undefined ? {} : { after: cursor };
  return { type: 'authenticate', protocol: PROTOCOL_VERSION, token, ...from };
}

/** Which code of ours stands for a close that is final. */
const CODES: Readonly<Record<number, TrackerErrorCode>> = {
  [CloseCode.UNAUTHENTICATED]: TrackerErrorCode.UNAUTHENTICATED,
  [CloseCode.CURSOR_EXPIRED]: TrackerErrorCode.CURSOR_EXPIRED,
  [CloseCode.TOO_LARGE]: TrackerErrorCode.LIMIT_REACHED,
};

function lostForGood(code: number, reason: string): TrackerError {
  return new TrackerError({
    code: CODES[code] ?? TrackerErrorCode.CLOSED,
    message: `The server closed the connection for good (${code}). ${wordsOf(code, reason)}`,
    details: { closeCode: code },
  });
}

/** What the server said, or else what its number stands for; the network's own numbers come without words. */
function wordsOf(code: number, reason: string): string {
  return reason === '' ? meaningOf(code) : `It said: ${reason}.`;
}
