import { executionStateSchema } from '@tracker/state';
import { z } from 'zod';

/** What the gateway answers for itself; what agents do comes in agent frames. */
export const controlFrameSchema = z.discriminatedUnion('type', [
  /** The connection stands; facts follow from `cursor` on. */
  z.strictObject({ type: z.literal('welcome'), userId: z.string(), cursor: z.int().nonnegative() }),
  /** The message is in the store and will end one way or another. */
  z.strictObject({
    type: z.literal('accepted'),
    messageId: z.string(),
    executionId: z.string(),
  }),
  z.strictObject({ type: z.literal('acknowledged'), executionId: z.string() }),
  z.strictObject({
    type: z.literal('cancelling'),
    executionId: z.string(),
    state: executionStateSchema,
  }),
  /** A frame was not obeyed. `about` is the id it named, if it could be read. */
  z.strictObject({
    type: z.literal('refused'),
    code: z.string(),
    message: z.string(),
    about: z.string().nullable(),
  }),
]);

export type ControlFrame = z.infer<typeof controlFrameSchema>;
