import { z } from 'zod';

/** The path of the one call this package makes of the OpenAI-compatible protocol. */
export const CHAT_PATH = '/chat/completions';

/** What ends a stream. */
export const DONE = '[DONE]';

const toolCallSchema = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const messageSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), content: z.string() }),
  z.object({ role: z.literal('user'), content: z.string() }),
  z.object({
    role: z.literal('assistant'),
    content: z.string().nullable(),
    tool_calls: z.array(toolCallSchema).optional(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content: z.string() }),
]);

/** What a client asks of a model. */
export const chatRequestSchema = z.object({
  model: z.string(),
  stream: z.literal(true),
  messages: z.array(messageSchema).min(1),
  tools: z.array(z.looseObject({ type: z.literal('function') })).optional(),
  /** Names the end user, or here the run. */
  user: z.string().optional(),
});

/** The part of a streamed chunk that this package reads; servers send more. */
export const chatChunkSchema = z.object({
  choices: z.array(
    z.object({
      delta: z.object({
        content: z.string().nullish(),
        tool_calls: z
          .array(
            z.object({
              index: z.int().nonnegative(),
              id: z.string().nullish(),
              function: z
                .object({ name: z.string().nullish(), arguments: z.string().nullish() })
                .optional(),
            }),
          )
          .nullish(),
      }),
      finish_reason: z.string().nullish(),
    }),
  ),
});

export type ChatMessage = z.infer<typeof messageSchema>;
export type ChatRequest = z.infer<typeof chatRequestSchema>;
export type ChatChunk = z.infer<typeof chatChunkSchema>;
export type ToolCall = z.infer<typeof toolCallSchema>;

/** A whole reply: text, calls of tools, or both. */
export interface ChatReply {
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
}
