import { MAX_NAME_LENGTH, isName, jsonObjectSchema } from '@tracker/state';
import { z } from 'zod';
import { ClientFrameType, PROTOCOL_VERSION } from './frame-type.js';
import { noId } from './id-rule.js';

/** The longest text of a message, in characters. */
export const MAX_TEXT = 8_000;

const named = { error: ({ input }: { input?: unknown }) => noId(input), abort: true };

/** An id that a client chooses or repeats, and the name of an agent. */
export const idSchema = z
  .string(named)
  .min(1, named)
  .max(MAX_NAME_LENGTH, named)
  .refine(isName, named);

const executionId = idSchema.meta({ description: 'Which execution.' });

/** What a user asks of an agent, over whichever transport. */
export const messageSchema = z.strictObject({
  messageId: idSchema.meta({
    description: "The client's own; sent again with the same id it is the same request.",
  }),
  threadId: idSchema
    .optional()
    .meta({ description: 'The conversation. Default: the message begins one, named by its id.' }),
  agentName: idSchema.optional().meta({ description: "Default: the server's first agent." }),
  text: z
    .string()
    .min(1)
    .max(MAX_TEXT)
    .refine((text) => text.trim() !== '', { error: 'it is blank' })
    .meta({ description: 'The question.' }),
  data: jsonObjectSchema.optional().meta({ description: 'What the agent needs besides.' }),
});
export type Message = z.infer<typeof messageSchema>;

export const authenticateSchema = z
  .strictObject({
    type: z.literal(ClientFrameType.AUTHENTICATE),
    protocol: z.literal(PROTOCOL_VERSION).meta({ description: 'The version the client speaks.' }),
    token: z.string().min(1).max(8_192).meta({ description: 'Says who it is.' }),
    after: z
      .int()
      .nonnegative()
      .optional()
      .meta({ description: 'The cursor of the last frame it has; default: from now on.' }),
  })
  .meta({ description: 'Says who it is; the first frame, and only the first.' });

/** What a client may send. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  authenticateSchema,
  messageSchema
    .extend({ type: z.literal(ClientFrameType.MESSAGE) })
    .meta({ description: 'Asks an agent something.' }),
  z
    .strictObject({ type: z.literal(ClientFrameType.ACKNOWLEDGE), executionId })
    .meta({ description: 'Says that the user has the outcome; again is harmless.' }),
  z
    .strictObject({
      type: z.literal(ClientFrameType.CANCEL),
      executionId,
      reason: z.string().min(1).max(2_000).optional().meta({ description: 'For the history.' }),
    })
    .meta({ description: 'Asks for an execution to stop.' }),
  z
    .strictObject({ type: z.literal(ClientFrameType.SHOW), executionId })
    .meta({ description: 'Asks how an execution stands now.' }),
  z
    .strictObject({ type: z.literal(ClientFrameType.PING) })
    .meta({ description: 'Asks whether somebody is there.' }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;
