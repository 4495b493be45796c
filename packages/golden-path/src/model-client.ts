import type { Clock } from '@tracker/core';
import { createParser } from 'eventsource-parser';
import {
  CHAT_PATH,
  DONE,
  chatChunkSchema,
  type ChatMessage,
  type ChatReply,
  type ChatRequest,
} from './chat-protocol.js';
import { ModelError, ModelErrorCode, statusError } from './model-error.js';
import { ReplyBuilder } from './reply-builder.js';
import { StallWatch } from './stall-watch.js';
import { DIRECTION_HEADER, type Direction } from './stage-direction.js';

/** A server that speaks the OpenAI-compatible protocol, and the model to ask there. */
export interface ModelEndpoint {
  /** Up to and with `/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  readonly clock: Clock;
  /** The longest silence in a call, in milliseconds. */
  readonly stallMs: number;
}

/** A model that somebody else runs. */
export type RemoteModel = Pick<ModelEndpoint, 'baseUrl' | 'apiKey' | 'model'>;

/** One call. */
export interface ModelCall {
  readonly messages: readonly ChatMessage[];
  readonly tools: ChatRequest['tools'];
  /** Names the run to the server. */
  readonly user: string;
  readonly signal: AbortSignal;
  /** Called for every chunk that comes in. */
  readonly onToken: () => void;
  /** How the scripted model is to play this call. */
  readonly direction?: Direction | undefined;
}

/** Replies longer than this, in bytes on the wire, are refused. */
const MAX_STREAM_BYTES = 4_000_000;

/** Asks the model and resolves with its whole reply. Rejects with a ModelError, or with the signal's reason. */
export async function callModel(endpoint: ModelEndpoint, call: ModelCall): Promise<ChatReply> {
  const watch = new StallWatch(endpoint.clock, endpoint.stallMs);
  const signal = AbortSignal.any([call.signal, watch.signal]);
  try {
    const response = await post(endpoint, call, signal);
    watch.alive();
    return await readReply(response, () => {
      watch.alive();
      call.onToken();
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error instanceof ModelError ? error : broken(error);
  } finally {
    watch.dispose();
  }
}

async function post(
  { baseUrl, apiKey, model }: ModelEndpoint,
  { messages, tools, user, direction }: ModelCall,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}${CHAT_PATH}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${apiKey}`,
      ...(direction && { [DIRECTION_HEADER]: direction }),
    },
    body: JSON.stringify({ model, stream: true, messages, tools, user }),
    signal,
  });
  if (!response.ok) throw statusError(response.status, await response.text());
  return response;
}

async function readReply(response: Response, onToken: () => void): Promise<ChatReply> {
  const builder = new ReplyBuilder();
  const parser = createParser({ onEvent: ({ data }) => takeEvent(builder, data) });
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const part of response.body ?? []) {
    onToken();
    bytes += part.length;
    if (bytes > MAX_STREAM_BYTES) throw tooLarge();
    parser.feed(decoder.decode(part, { stream: true }));
  }
  if (!builder.finished) throw truncated();
  return builder.reply();
}

function takeEvent(builder: ReplyBuilder, data: string): void {
  if (data === DONE) return;
  const parsed = chatChunkSchema.safeParse(asJson(data));
  if (!parsed.success) throw garbage(data);
  builder.add(parsed.data);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function garbage(data: string): ModelError {
  const message = `The model's stream holds what is no chunk of a reply: ${JSON.stringify(data.slice(0, 80))}`;
  return new ModelError({ code: ModelErrorCode.GARBAGE, message, retryable: true });
}

function truncated(): ModelError {
  const message = 'The model’s stream ended before the reply did.';
  return new ModelError({ code: ModelErrorCode.TRUNCATED, message, retryable: true });
}

function tooLarge(): ModelError {
  const message = `The model sent more than ${MAX_STREAM_BYTES} bytes; nobody reads that.`;
  return new ModelError({ code: ModelErrorCode.TOO_LARGE, message, retryable: false });
}

function broken(cause: unknown): ModelError {
  const message = `The connection to the model failed: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new ModelError({ code: ModelErrorCode.UNREACHABLE, message, retryable: true, cause });
}
