import fc from 'fast-check';
import type { ChatReply } from './chat-protocol.js';
import { ReplyBuilder } from './reply-builder.js';
import { replyChunks } from './reply-chunks.js';

const toolCall = fc
  .record({ id: fc.uuid(), name: fc.string({ minLength: 1 }), input: fc.json() })
  .map(({ id, name, input }) => ({
    id,
    type: 'function' as const,
    function: { name, arguments: input },
  }));
const reply: fc.Arbitrary<ChatReply> = fc.record({
  // blanks after the last word are no token
  content: fc.string({ unit: 'grapheme' }).map((text) => text.trimEnd()),
  toolCalls: fc.array(toolCall, { maxLength: 3 }),
});

describe('a reply', () => {
  it('is the same after it has gone through a stream in pieces', () => {
    fc.assert(
      fc.property(reply, (sent) => {
        const builder = new ReplyBuilder();
        for (const chunk of replyChunks(sent)) builder.add(chunk);
        expect(builder.reply()).toEqual(sent);
        expect(builder.finished).toBe(true);
      }),
    );
  });

  it('is not finished before its last piece, wherever the stream breaks', () => {
    fc.assert(
      fc.property(reply, fc.nat(), (sent, cut) => {
        const builder = new ReplyBuilder();
        const chunks = replyChunks(sent);
        for (const chunk of chunks.slice(0, cut % chunks.length)) builder.add(chunk);
        expect(builder.finished).toBe(false);
      }),
    );
  });
});
