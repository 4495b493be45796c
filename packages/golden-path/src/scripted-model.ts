import type { ChatMessage, ChatReply, ToolCall } from './chat-protocol.js';

function toolCall(id: number, name: string, input: object): ToolCall {
  return {
    id: `call_${id}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  };
}

/** The tools a question needs, as a model would ask for them. */
function wantedTools(question: string): readonly ToolCall[] {
  const country = /capital of ([A-Z]\w+)/.exec(question)?.[1];
  const expression = /-?\d+ [-+*/] -?\d+/.exec(question)?.[0];
  return [
    ...(country === undefined ? [] : [toolCall(1, 'lookup', { country })]),
    ...(expression === undefined ? [] : [toolCall(2, 'calculate', { expression })]),
  ];
}

/** What the local model replies to a conversation: tools first, then words made of what they found. */
export function scriptedReply(messages: readonly ChatMessage[]): ChatReply {
  const asked = messages.findLastIndex(({ role }) => role === 'user');
  const question = messages[asked]?.content ?? '';
  const found = messages.slice(asked + 1).filter(({ role }) => role === 'tool');
  if (found.length > 0) {
    return {
      content: `I looked: ${found.map(({ content }) => content).join('; ')}.`,
      toolCalls: [],
    };
  }
  const toolCalls = wantedTools(question);
  if (toolCalls.length > 0) return { content: '', toolCalls };
  return { content: `You said "${question}", and I am glad you did.`, toolCalls };
}
