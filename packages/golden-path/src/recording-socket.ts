import type { WebSocketClass } from '@tracker/client';
import WebSocket from 'ws';

/** Who hears everything that goes over a user's sockets. */
export interface SocketListener {
  onSocket(socket: WebSocket, url: string): void;
  onText(text: string): void;
}

/** A real WebSocket that lets somebody listen in, before the client that uses it hears anything. */
export function recordingSocket(listener: SocketListener): WebSocketClass {
  class RecordingSocket extends WebSocket {
    constructor(url: string) {
      super(url);
      listener.onSocket(this, url);
      this.on('message', (data) => listener.onText(String(data)));
    }
  }
  return RecordingSocket as unknown as WebSocketClass;
}
