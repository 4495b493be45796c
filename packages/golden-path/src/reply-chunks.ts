import type { ChatChunk, ChatReply, ToolCall } from './chat-protocol.js';

type Delta = ChatChunk['choices'][number]['delta'];

/** Text in pieces as a model gives it: words with the blank before them. */
function tokens(text: string): readonly string[] {
  return text.match(/\s*\S+/g) ?? [];
}

/** A call in two pieces, because clients must put its arguments together. */
function callDeltas({ id, function: { name, arguments: input } }: ToolCall, index: number) {
  const middle = Math.ceil(input.length / 2);
  const first = { index, id, function: { name, arguments: input.slice(0, middle) } };
  const second = { index, function: { arguments: input.slice(middle) } };
  return [{ tool_calls: [first] }, { tool_calls: [second] }];
}

/** A reply as the chunks that a stream carries. */
export function replyChunks({ content, toolCalls }: ChatReply): readonly ChatChunk[] {
  const deltas: readonly Delta[] = [
    ...tokens(content).map((token) => ({ content: token })),
    ...toolCalls.flatMap(callDeltas),
  ];
  const finish = toolCalls.length > 0 ? 'tool_calls' : 'stop';
  return [
    ...deltas.map((delta) => ({ choices: [{ delta, finish_reason: null }] })),
    { choices: [{ delta: {}, finish_reason: finish }] },
  ];
}
