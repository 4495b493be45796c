import { TrackerClient, type AgentFrame, type Question } from '@tracker/client';
import { agentFrameSchema, controlFrameSchema } from '@tracker/client/protocol';
import { sleep, type Clock, type Disposable } from '@tracker/core';
import type WebSocket from 'ws';
import { recordingSocket } from './recording-socket.js';

export interface UserClientOptions {
  readonly userId: string;
  readonly token: string;
  /** Asked anew for each connection. */
  readonly gatewayUrl: () => string;
  readonly clock: Clock;
  /** Milliseconds between the first tries to come back, and the longest wait. */
  readonly reconnect?: { readonly baseMs: number; readonly maxMs: number };
}

/** A message with an id, so that it can be sent again. */
export type Message = Question & { readonly messageId: string };

/**
 * A user at the client of the product, on real sockets. It writes down every frame that comes over the wire, whatever
 * the client makes of it, and can be made to drop, to stay away, to read nothing and to repeat itself.
 */
export class UserClient {
  readonly userId: string;
  readonly #options: UserClientOptions;
  readonly #client: TrackerClient;
  readonly #listeners = new Set<(frame: AgentFrame) => void>();
  /** Every frame about an execution, in the order of arrival. */
  #transcript: AgentFrame[] = [];
  /** Frames of no known shape; there should be none. */
  #unreadable: string[] = [];
  #socket: WebSocket | undefined;
  #url = '';
  #present: Promise<void> = Promise.resolve();

  constructor(options: UserClientOptions) {
    const { userId, token, gatewayUrl, reconnect = { baseMs: 40, maxMs: 500 } } = options;
    this.#options = options;
    this.userId = userId;
    this.#client = new TrackerClient({
      url: gatewayUrl,
      token: () => this.#present.then(() => token),
      WebSocket: recordingSocket({
        onSocket: (socket, url) => {
          this.#socket = socket;
          this.#url = url;
        },
        onText: (text) => this.#record(text),
      }),
      reconnect,
    });
  }

  /** Where it is connected, or was last. */
  get url(): string {
    return this.#url.replace(/^ws/, 'http');
  }

  /** Resolves when a gateway has said welcome. */
  async connect(): Promise<void> {
    await this.#client.connect();
    void this.#hear();
  }

  /** Resolves with the execution's id once the message is stored; rejects when it is refused. */
  async send(message: Message): Promise<string> {
    return (await this.#client.send(message)).executionId;
  }

  /** Resolves once the server has stored that the outcome arrived. */
  acknowledge(executionId: string): Promise<void> {
    return this.#client.acknowledge(executionId);
  }

  /** Asks for an execution to stop, and does not care what is answered. */
  cancel(executionId: string): void {
    this.#client.cancel(executionId).catch(() => undefined);
  }

  /** Calls back for every frame from now on. */
  listen(listener: (frame: AgentFrame) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Sends a message once more past the client, which knows that it was sent. */
  repeat(message: Message): void {
    if (this.#socket?.readyState !== this.#socket?.OPEN) return;
    this.#socket?.send(JSON.stringify({ type: 'message', ...message }));
  }

  /** Breaks the connection without a word and stays away for a while. */
  drop(awayMs: number): void {
    this.#present = sleep(this.#options.clock, awayMs);
    this.#socket?.terminate();
  }

  /** Reads nothing for a while. */
  doze(ms: number): void {
    const socket = this.#socket;
    if (!socket || socket.readyState !== socket.OPEN) return;
    socket.pause();
    void sleep(this.#options.clock, ms).then(() => socket.resume());
  }

  /** What has come in since the last time, and what of it could not be read. */
  takeRecord(): { readonly frames: readonly AgentFrame[]; readonly unreadable: readonly string[] } {
    const record = { frames: this.#transcript, unreadable: this.#unreadable };
    this.#transcript = [];
    this.#unreadable = [];
    return record;
  }

  /** Says goodbye. */
  close(): void {
    this.#client.close();
  }

  async #hear(): Promise<void> {
    try {
      for await (const frame of this.#client.follow()) {
        for (const listener of [...this.#listeners]) listener(frame);
      }
    } catch (error) {
      // it hears nothing any more, and what it should have heard will be missed
      this.#unreadable.push(error instanceof Error ? error.message : String(error));
    }
  }

  #record(text: string): void {
    const data = asJson(text);
    const frame = agentFrameSchema.safeParse(data).data;
    if (frame) this.#transcript.push(frame);
    else if (!controlFrameSchema.safeParse(data).success) this.#unreadable.push(text);
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
