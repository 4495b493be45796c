import { sleep, type Clock, type Disposable } from '@tracker/core';
import WebSocket from 'ws';
import { agentFrameSchema, type AgentFrame } from './agent-frames.js';
import type { ClientFrame } from './client-frames.js';
import { controlFrameSchema, type ControlFrame } from './control-frames.js';

/** Anything a client receives. */
export type Received = AgentFrame | ControlFrame;

export interface ChatClientOptions {
  readonly url: string;
  readonly token: string;
  readonly userId: string;
  readonly clock: Clock;
}

/** Between two tries to connect, in milliseconds. */
const RECONNECT_MS = 50;

/**
 * A user's client on a real socket. It writes down every frame it is sent, comes back by itself when the
 * connection breaks, goes on from its cursor, and repeats what has not been confirmed.
 */
export class ChatClient {
  readonly userId: string;
  /** Every frame about an execution, in the order of arrival. */
  readonly transcript: AgentFrame[] = [];
  /** Frames of no known shape; there should be none. */
  readonly unreadable: string[] = [];
  readonly #options: ChatClientOptions;
  readonly #listeners = new Set<(frame: Received) => void>();
  readonly #unconfirmed = new Map<string, ClientFrame>();
  #socket: WebSocket | undefined;
  #cursor: number | undefined;
  #awayMs: number | undefined;
  #closed = false;

  constructor(options: ChatClientOptions) {
    this.#options = options;
    this.userId = options.userId;
  }

  /** Resolves when the gateway has said welcome; tries again until then. */
  async connect(): Promise<void> {
    while (!this.#closed && !(await this.#open())) await sleep(this.#options.clock, RECONNECT_MS);
    for (const frame of this.#unconfirmed.values()) this.#write(frame);
  }

  /** Sends a frame now, and again after each reconnection until it is confirmed. */
  send(frame: ClientFrame): void {
    this.#unconfirmed.set(keyOf(frame), frame);
    this.#write(frame);
  }

  /** Breaks the connection without a word and stays away for a while. */
  drop(awayMs: number): void {
    this.#awayMs = awayMs;
    this.#socket?.terminate();
  }

  /** Calls back for every frame from now on. */
  listen(listener: (frame: Received) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Says goodbye and stays away. */
  async close(): Promise<void> {
    this.#closed = true;
    const socket = this.#socket;
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.close(1000);
    });
  }

  #open(): Promise<boolean> {
    const { url, token } = this.#options;
    const from = this.#cursor === undefined ? url : `${url}?after=${this.#cursor}`;
    const socket = new WebSocket(from, { headers: { authorization: `Bearer ${token}` } });
    this.#socket = socket;
    return new Promise((resolve) => {
      let welcomed = false;
      socket.on('error', () => socket.terminate());
      socket.on('message', (data) => {
        // what was still under way when the connection was dropped has not arrived
        if (socket.readyState !== WebSocket.OPEN) return;
        if (this.#take(String(data)) !== 'welcome') return;
        welcomed = true;
        resolve(true);
      });
      socket.once('close', () => {
        if (welcomed) void this.#comeBack();
        else resolve(false);
      });
    });
  }

  async #comeBack(): Promise<void> {
    const awayMs = this.#awayMs ?? RECONNECT_MS;
    this.#awayMs = undefined;
    if (this.#closed) return;
    await sleep(this.#options.clock, awayMs);
    await this.connect();
  }

  #write(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** The type of the frame; undefined for one that can't be read. */
  #take(text: string): Received['type'] | undefined {
    const frame = parseFrame(text);
    if (!frame) {
      this.unreadable.push(text);
      return undefined;
    }
    if ('cursor' in frame) this.#cursor = frame.cursor;
    if ('seq' in frame) this.transcript.push(frame);
    this.#confirm(frame);
    for (const listener of this.#listeners) listener(frame);
    return frame.type;
  }

  #confirm(frame: Received): void {
    switch (frame.type) {
      case 'accepted':
        this.#unconfirmed.delete(`message ${frame.messageId}`);
        return;
      case 'acknowledged':
        this.#unconfirmed.delete(`acknowledge ${frame.executionId}`);
        return;
      case 'cancelling':
        this.#unconfirmed.delete(`cancel ${frame.executionId}`);
        return;
      case 'refused':
        for (const [key, sent] of this.#unconfirmed) {
          if (frame.about !== null && idOf(sent) === frame.about) this.#unconfirmed.delete(key);
        }
    }
  }
}

function idOf(frame: ClientFrame): string {
  return frame.type === 'message' ? frame.messageId : frame.executionId;
}

function keyOf(frame: ClientFrame): string {
  return `${frame.type} ${idOf(frame)}`;
}

function parseFrame(text: string): Received | undefined {
  const data = asJson(text);
  return agentFrameSchema.safeParse(data).data ?? controlFrameSchema.safeParse(data).data;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
