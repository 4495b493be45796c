import { z } from 'zod';
import { jsonValueSchema } from './json-value.js';

const readable = z
  .string()
  .refine((text) => text.trim() !== '', { error: 'a blank tells nothing' });

/** What the user sees of a run that answered. 0 and false are answers. */
export const answerOutcomeSchema = z.strictObject({
  kind: z.literal('answer'),
  answer: jsonValueSchema.refine((answer) => !isEmptyAnswer(answer), {
    error: 'an answer is not empty: null, a blank string, an empty object or list is no answer',
  }),
});

/** Word that a tool, named by `by`, has given the user the answer already. */
export const deliveredOutcomeSchema = z.strictObject({
  kind: z.literal('delivered'),
  by: readable,
});

/** An error the user can read. */
export const errorOutcomeSchema = z.strictObject({
  kind: z.literal('error'),
  message: readable,
});

/** What the user sees when an execution has ended. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  answerOutcomeSchema,
  deliveredOutcomeSchema,
  errorOutcomeSchema,
]);

export type AnswerOutcome = z.infer<typeof answerOutcomeSchema>;
export type DeliveredOutcome = z.infer<typeof deliveredOutcomeSchema>;
export type ErrorOutcome = z.infer<typeof errorOutcomeSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;

/** White space, and characters that are not drawn at all, such as a zero-width space. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]+/gu;

/** Whether `answer` tells the user nothing: undefined, null, a blank string, an empty object or list. */
export function isEmptyAnswer(answer: unknown): boolean {
  if (answer === undefined || answer === null) return true;
  if (typeof answer === 'string') return answer.replace(INVISIBLE, '') === '';
  if (typeof answer === 'object') return Object.keys(answer).length === 0;
  return false;
}
