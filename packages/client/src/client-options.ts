import type { Backoff } from './backoff.js';
import type { WebSocketClass } from './web-socket.js';

/** Whether the client is in touch: on its way, welcomed, waiting to come back, or done. */
export type ClientStatus = 'connecting' | 'connected' | 'waiting' | 'closed';

export interface ClientOptions {
  /** The server's address: `https://…`, `http://…`, `wss://…` or `ws://…`. A function is asked anew for each connection. */
  readonly url: string | (() => string);
  /** Says who the user is; a function is asked anew for each connection, so that a token may run out. */
  readonly token: string | (() => string | Promise<string>);
  /** The cursor of the last frame that was seen, from an earlier `client.cursor`. Default: from now on. */
  readonly after?: number;
  /** Default: the platform's, or that of `ws`. */
  readonly WebSocket?: WebSocketClass;
  /** The waits before coming back. Default 200 … 10 000 ms, with full jitter. */
  readonly reconnect?: Backoff;
  /** How long to hear nothing before asking whether the server is there, in milliseconds. Default 20 000. */
  readonly heartbeatMs?: number;
  /** Frames that may wait for one reader of `follow`. Default 10 000. */
  readonly maxWaitingFrames?: number;
  /** What they may take, at two bytes for each character of JSON; one is always taken. Default 33 554 432. */
  readonly maxWaitingBytes?: number;
  /** Told whenever the status changes. */
  readonly onStatus?: (status: ClientStatus) => void;
  /** Default: Math.random. */
  readonly random?: () => number;
}

/** The options with their defaults. */
export function withDefaults(options: ClientOptions) {
  return {
    reconnect: { baseMs: 200, maxMs: 10_000 },
    heartbeatMs: 20_000,
    maxWaitingFrames: 10_000,
    maxWaitingBytes: 33_554_432,
    onStatus: () => undefined,
    random: Math.random,
    ...options,
  };
}
