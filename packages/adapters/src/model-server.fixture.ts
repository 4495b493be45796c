import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What the model does in one turn. Turns are played in order, the last one again and again. */
export interface Turn {
  readonly text?: string;
  readonly toolCalls?: readonly { readonly name: string; readonly input: object }[];
  /** Default: `tool_calls` with tool calls, else `stop`. */
  readonly finish?: string;
  /** Refuses with this status; `code` is the code in the body. */
  readonly status?: number;
  readonly code?: string;
  /** Breaks the connection after the first token. */
  readonly truncated?: boolean;
  /** Says no more after the first token, until the client goes. */
  readonly stalls?: boolean;
  /** Waits for `step()` before each further token. */
  readonly stepwise?: boolean;
}

interface ChatRequest {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}

/** A model on a real socket that speaks the OpenAI-compatible protocol and plays the turns it is told. */
export class ModelServer {
  readonly requests: ChatRequest[] = [];
  /** Requests whose client went before the answer was complete. */
  left = 0;
  readonly #server: Server;
  #turns: Turn[] = [];
  baseURL = '';

  constructor() {
    this.#server = createServer((request, response) => {
      response.on('close', () => {
        if (!response.writableEnded) this.left += 1;
        this.#server.emit('left');
      });
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** One for the specs of a file; it has an address when they run. */
  static forSpecs(): ModelServer {
    const server = new ModelServer();
    beforeAll(() => server.start());
    afterAll(() => server.close());
    return server;
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.baseURL = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** Lets a stepwise turn say its next token. */
  step(): void {
    this.#server.emit('step');
  }

  play(...turns: Turn[]): void {
    this.#turns = turns;
    this.requests.length = 0;
    this.left = 0;
  }

  /** Resolves when a client has gone before it had its answer. */
  async whenLeft(): Promise<void> {
    while (this.left === 0) await once(this.#server, 'left');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = (await json(request)) as ChatRequest;
    this.requests.push(asked);
    const turn = (this.#turns.length > 1 ? this.#turns.shift() : this.#turns[0]) ?? {};
    if (turn.status !== undefined) return refuse(response, turn.status, turn.code);
    if (asked.stream)
      return stream({ response, turn, model: asked.model }, () => once(this.#server, 'step'));
    if (turn.stalls) return;
    if (turn.truncated) return void response.destroy();
    const message = { role: 'assistant', content: turn.text ?? null, ...toolCallsOf(turn) };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        ...headOf('chat.completion', asked.model, randomUUID()),
        choices: [{ index: 0, message, finish_reason: finishOf(turn) }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  }
}

async function stream(
  { response, turn, model }: { response: ServerResponse; turn: Turn; model: string },
  step: () => Promise<unknown>,
): Promise<void> {
  const id = randomUUID();
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const send = (delta: object, finish: string | null = null) => {
    const choices = [{ index: 0, delta, finish_reason: finish }];
    const chunk = { ...headOf('chat.completion.chunk', model, id), choices, usage };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const [first = '', ...rest] = turn.text?.match(/\s*\S+/g) ?? [];
  send({ role: 'assistant', content: first });
  if (turn.stalls) return;
  if (turn.truncated) return void setImmediate(() => response.destroy());
  for (const token of rest) {
    if (turn.stepwise) await step();
    send({ content: token });
  }
  const { tool_calls = [] } = toolCallsOf(turn);
  tool_calls.forEach((call, index) => send({ tool_calls: [{ index, ...call }] }));
  send({}, finishOf(turn));
  response.end('data: [DONE]\n\n');
}

function toolCallsOf({ toolCalls = [] }: Turn) {
  if (toolCalls.length === 0) return {};
  const tool_calls = toolCalls.map(({ name, input }) => ({
    id: randomUUID(),
    type: 'function' as const,
    function: { name, arguments: JSON.stringify(input) },
  }));
  return { tool_calls };
}

function finishOf({ finish, toolCalls }: Turn): string {
  return finish ?? (toolCalls ? 'tool_calls' : 'stop');
}

/** Replies and tool calls have ids of their own: frameworks take the same id for the same thing. */
function headOf(object: string, model: string, id: string) {
  return { id, object, created: 1, model };
}

function refuse(response: ServerResponse, status: number, code: string | undefined): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message: `refused with ${status}`, code } }));
}
