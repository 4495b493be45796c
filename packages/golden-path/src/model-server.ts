import { sleep, type Clock } from '@tracker/core';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { CHAT_PATH, DONE, chatRequestSchema, type ChatRequest } from './chat-protocol.js';
import { listen, shut } from './listening.js';
import { replyChunks } from './reply-chunks.js';
import { scriptedReply } from './scripted-model.js';
import { DIRECTION_HEADER, directionOf, type Direction } from './stage-direction.js';

/** The only model that the local server has; any other is down. */
export const LOCAL_MODEL = 'scripted';

export interface ModelServerOptions {
  readonly clock: Clock;
  readonly apiKey: string;
  /** Between two tokens, in milliseconds. */
  readonly tokenMs?: number;
  /** Between two tokens where they are slow, in milliseconds. */
  readonly slowTokenMs?: number;
}

/** A model on a real socket that speaks the OpenAI-compatible streaming protocol and fails as each call directs. */
export class ModelServer {
  readonly #options: Required<ModelServerOptions>;
  readonly #server: Server;
  baseUrl = '';

  private constructor(options: ModelServerOptions) {
    this.#options = { tokenMs: 2, slowTokenMs: 120, ...options };
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Starts on a free port of the loopback interface. */
  static async start(options: ModelServerOptions): Promise<ModelServer> {
    const server = new ModelServer(options);
    server.baseUrl = `http://127.0.0.1:${await listen(server.#server)}/v1`;
    return server;
  }

  close(): Promise<void> {
    return shut(this.#server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== `/v1${CHAT_PATH}`) {
      return refuse(response, 404, 'not found');
    }
    if (request.headers.authorization !== `Bearer ${this.#options.apiKey}`) {
      return refuse(response, 401, 'unknown key');
    }
    const parsed = chatRequestSchema.safeParse(await json(request).catch(() => undefined));
    if (!parsed.success) return refuse(response, 400, 'not a chat request');
    const direction = directionOf(request.headers[DIRECTION_HEADER]);
    return this.#reply(parsed.data, response, direction);
  }

  async #reply(
    { model, messages }: ChatRequest,
    response: ServerResponse,
    direction: Direction | undefined,
  ): Promise<void> {
    if (model !== LOCAL_MODEL) return refuse(response, 503, `model ${model} is down`);
    if (direction === 'model_error') return refuse(response, 500, 'the model failed');
    const { tokenMs, slowTokenMs } = this.#options;
    const slow = direction === 'slow_tokens';
    const events = replyChunks(scriptedReply(messages)).map((chunk) => JSON.stringify(chunk));
    const half = direction && !slow ? events.slice(0, Math.ceil(events.length / 2)) : events;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await this.#stream(response, half, { everyMs: slow ? slowTokenMs : tokenMs });
    if (direction === 'model_stall') return;
    if (direction === 'model_truncated') return void response.destroy();
    response.end(
      sse(direction === 'model_garbage' ? '{"choices":[{"delta":{"cont\u0000<html>' : DONE),
    );
  }

  async #stream(
    response: ServerResponse,
    events: readonly string[],
    { everyMs }: { everyMs: number },
  ): Promise<void> {
    for (const event of events) {
      if (response.destroyed) return;
      response.write(sse(event));
      await sleep(this.#options.clock, everyMs);
    }
  }
}

function sse(data: string): string {
  return `data: ${data}\n\n`;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message } }));
}
