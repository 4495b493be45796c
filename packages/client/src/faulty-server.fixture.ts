import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { AgentFrame } from './agent-frames.js';
import type { ClientFrame } from './client-frames.js';

type Authenticate = Extract<ClientFrame, { type: 'authenticate' }>;

/** One connection as the server has it, to be treated well or badly. */
export class FaultyConnection {
  readonly socket: WebSocket;
  /** Which one it is, from 1 on. */
  readonly number: number;
  readonly #tcp: Socket;

  constructor(socket: WebSocket, tcp: Socket, number: number) {
    this.socket = socket;
    this.number = number;
    this.#tcp = tcp;
  }

  say(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  welcome(cursor: number): void {
    const role = { protocol: 1, userId: 'ada', role: 'user' };
    this.say({ type: 'welcome', ...role, cursor, maxFrameBytes: 65_536, heartbeatMs: 20_000 });
  }

  /** Breaks in the middle of a frame: its head promises more than comes. */
  breakWithin(frame: object): void {
    const text = Buffer.from(JSON.stringify(frame));
    const head = Buffer.from([0x81, 126, text.length >> 8, text.length & 0xff]);
    this.#tcp.end(Buffer.concat([head, text.subarray(0, text.length / 2)]));
    this.#tcp.destroySoon();
  }
}

export interface FaultyBehaviour {
  /** The client has said who it is. */
  readonly greeted: (connection: FaultyConnection, said: Authenticate) => void;
  readonly heard?: (connection: FaultyConnection, frame: ClientFrame) => void;
}

/** A server that does as it is told, also what none should do. */
export class FaultyServer {
  readonly url: string;
  readonly heard: ClientFrame[] = [];
  readonly #server: WebSocketServer;
  #connections = 0;

  private constructor(server: WebSocketServer, behaviour: FaultyBehaviour) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket, request) => {
      const connection = new FaultyConnection(socket, request.socket, ++this.#connections);
      socket.on('error', () => undefined);
      socket.on('message', (data) => this.#hear(connection, behaviour, String(data)));
    });
  }

  static async open(behaviour: FaultyBehaviour): Promise<FaultyServer> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    return new FaultyServer(server, behaviour);
  }

  get connections(): number {
    return this.#connections;
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #hear(connection: FaultyConnection, behaviour: FaultyBehaviour, text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    if (frame.type === 'authenticate') return behaviour.greeted(connection, frame);
    this.heard.push(frame);
    behaviour.heard?.(connection, frame);
  }
}

/** The frame of a fact; the last one of five is the outcome. */
export function frameOf(executionId: string, seq: number, cursor: number): AgentFrame {
  const fact = {
    cursor,
    executionId,
    runId: executionId,
    threadId: 't',
    userId: 'ada',
    agentName: 'echo',
    seq,
    at: cursor,
  };
  if (seq === 1) {
    return { type: 'agent_started', ...fact, state: 'pending', phase: 'created', fact: 'created' };
  }
  if (seq < FACTS) {
    const where = { state: 'running', phase: 'thinking', fact: 'progressed' } as const;
    return { type: 'agent_thinking', ...fact, ...where };
  }
  const end = { state: 'completed', phase: 'completed', fact: 'ended', answer: cursor } as const;
  return { type: 'agent_completed', ...fact, ...end };
}

/** Facts of each execution. */
export const FACTS = 5;
