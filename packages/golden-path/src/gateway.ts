import { STATUS_CODES, createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  SystemClock,
  type AgentExecutionTracker,
  type Clock,
  type ExecutionStore,
  type Logger,
} from '@tracker/core';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Inbox } from './inbox.js';
import { listen, shut } from './listening.js';
import { Session, type SessionParts } from './session.js';
import { SILENT } from './silent-logger.js';

export interface GatewayOptions {
  readonly tracker: AgentExecutionTracker;
  readonly store: Pick<ExecutionStore, 'latestCursor'>;
  readonly inbox: Inbox;
  /** Whose token this is; undefined for nobody's. */
  readonly authenticate: (token: string) => string | undefined;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Larger frames end the connection. Default 64 KiB. */
  readonly maxFrameBytes?: number;
  /** Connections at once. Default 10 000. */
  readonly maxConnections?: number;
  /** How long a client may take to accept a frame, in milliseconds. Default 10 000. */
  readonly sendTimeoutMs?: number;
  /** Origins of web pages that may connect; programs send none. Default: no web page. */
  readonly origins?: readonly string[];
}

/** The path of the chat socket. */
export const CHAT_SOCKET = '/chat';

/** Lets users in over HTTP and WebSocket. Everything it knows about executions it has from the tracker. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #parts: SessionParts;
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #sessions = new Set<Promise<void>>();
  /** Where clients connect. */
  url = '';

  private constructor(options: GatewayOptions) {
    const { inbox, store, clock = new SystemClock(), logger = SILENT } = options;
    const { sendTimeoutMs = 10_000, maxFrameBytes = 65_536 } = options;
    this.#options = options;
    this.#parts = { inbox, store, clock, logger, sendTimeoutMs };
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
    this.#http = createServer((request, response) => {
      const healthy = request.method === 'GET' && request.url === '/health';
      response.writeHead(healthy ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: healthy ? 'ok' : 'not found' }));
    });
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Starts on a port of the loopback interface, by default a free one. */
  static async start(options: GatewayOptions, port = 0): Promise<Gateway> {
    const gateway = new Gateway(options);
    gateway.url = `ws://127.0.0.1:${await listen(gateway.#http, port)}${CHAT_SOCKET}`;
    return gateway;
  }

  /** Tells every client that it is going away, waits for their sessions to end, and closes. */
  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.close(1001, 'going away');
    const patience = this.#parts.clock.setTimer(1_000, () => {
      for (const socket of this.#sockets.clients) socket.terminate();
    });
    await Promise.all(this.#sessions);
    patience.dispose();
    await shut(this.#http);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const admitted = this.#admit(request);
    if (typeof admitted === 'number') return turnAway(socket, admitted);
    this.#sockets.handleUpgrade(request, socket, head, (accepted) =>
      this.#serve(accepted, admitted),
    );
  }

  /** Who comes and from where they want to go on, or the HTTP status that turns them away. */
  #admit({ url = '', headers }: IncomingMessage): Visitor | number {
    const { authenticate, origins = [], maxConnections = 10_000 } = this.#options;
    const { pathname, searchParams } = new URL(url, 'http://gateway');
    if (pathname !== CHAT_SOCKET) return 404;
    if (headers.origin !== undefined && !origins.includes(headers.origin)) return 403;
    if (this.#sockets.clients.size >= maxConnections) return 503;
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    const userId = token === undefined ? undefined : authenticate(token);
    if (userId === undefined) return 401;
    const after = searchParams.get('after');
    if (after !== null && !/^\d{1,15}$/.test(after)) return 400;
    return { userId, after: after === null ? undefined : Number(after) };
  }

  #serve(socket: WebSocket, { userId, after }: Visitor): void {
    // what is wrong with a socket shows in its closing
    socket.on('error', () => socket.terminate());
    const session = new Session(socket, this.#options.tracker.forUser(userId), this.#parts);
    const served = session.serve(after).finally(() => this.#sessions.delete(served));
    this.#sessions.add(served);
  }
}

interface Visitor {
  readonly userId: string;
  readonly after: number | undefined;
}

function turnAway(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}
