import { z } from 'zod';

/** Messages are longer than this for no good reason. */
const MAX_TEXT = 8_000;

const id = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\w.:~-]+$/, { error: 'letters, digits and . : ~ - _ only' });

/** What a client may send. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  /** Asks an agent something. Sent again with the same id it is the same question. */
  z.strictObject({
    type: z.literal('message'),
    messageId: id,
    threadId: id,
    text: z.string().min(1).max(MAX_TEXT),
  }),
  /** Says that the user has the outcome. */
  z.strictObject({ type: z.literal('acknowledge'), executionId: id }),
  /** Asks for an execution to stop. */
  z.strictObject({ type: z.literal('cancel'), executionId: id }),
]);

export type ClientFrame = z.infer<typeof clientFrameSchema>;
