import { executionStateSchema } from '@tracker/state';
import { z } from 'zod';

const instant = z.int().nonnegative();
const word = z.string().min(1);

/** The first line of an export: under which table the data was written. */
export const headerShape = z.looseObject({ kind: z.literal('header'), digest: word });

/**
 * An execution as a reader was shown it, and when, by the store's clock. `readBy` is the user who asked.
 * The record itself is checked against the definition of `@tracker/state`.
 */
export const recordShape = z.looseObject({
  kind: z.literal('record'),
  record: z.looseObject({ id: word }),
  readAt: instant,
  readBy: word.optional(),
});

/**
 * One message that a client was sent about an execution. `seq`, where given, counts the frames of one
 * execution to one client without a gap; the first may have any number. Fields not named here are free.
 */
export const frameShape = z.looseObject({
  executionId: word,
  type: word,
  at: instant,
  seq: z.int().positive().optional(),
  userId: word.optional(),
  threadId: word.optional(),
  runId: word.optional(),
  agentName: word.optional(),
  state: executionStateSchema.optional(),
  /** What an answer frame showed; compared with the outcome when present. */
  answer: z.unknown().optional(),
  /** What an error frame showed; compared with the outcome when present. */
  message: z.unknown().optional(),
});
export type Frame = z.infer<typeof frameShape>;

/**
 * What one client of a user was sent, in order. Lines with the same `userId` and `clientId` continue each
 * other; without a `clientId` each line is a client of its own.
 */
export const transcriptShape = z.looseObject({
  kind: z.literal('transcript'),
  userId: word,
  clientId: word.optional(),
  frames: z.array(frameShape),
});
export type Transcript = z.infer<typeof transcriptShape>;

/** The frame that shows the user the answer. */
export const ANSWER_FRAME = 'agent_completed';
/** The frame that shows the user an error. */
export const ERROR_FRAME = 'agent_error';
