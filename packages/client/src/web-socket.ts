import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** What a socket tells; each kind of event has its own of these fields. */
export interface SocketEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
}

/** The part of a WebSocket that the client uses; that of browsers, of Node 22 and of `ws` all have it. */
export interface WebSocketLike {
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(
    type: 'open' | 'message' | 'close' | 'error',
    listener: (event: SocketEvent) => void,
  ): void;
}

export type WebSocketClass = new (url: string) => WebSocketLike;

/** The platform's own WebSocket, or else the one of `ws`, which Node 20 needs to have installed. */
export async function defaultWebSocket(): Promise<WebSocketClass> {
  const own = (globalThis as { WebSocket?: WebSocketClass }).WebSocket;
  if (own) return own;
  try {
    return (await import('ws')).WebSocket as unknown as WebSocketClass;
  } catch (cause) {
    throw new TrackerError({
      code: TrackerErrorCode.NOT_APPLICABLE,
      message: 'There is no WebSocket here. Install `ws`, or give one as the option `WebSocket`.',
      cause,
    });
  }
}
