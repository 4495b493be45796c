import { z } from 'zod';

/** Anything JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What the user sees: an answer, word that a tool has delivered one, or an error they can read. */
export const answerOutcomeSchema = z.strictObject({
  kind: z.literal('answer'),
  answer: z.json().refine((answer) => !isEmptyAnswer(answer), {
    error: 'an answer is not empty: null, a blank string, an empty object or list is no answer',
  }),
});
export const deliveredOutcomeSchema = z.strictObject({
  kind: z.literal('delivered'),
  by: z.string().min(1),
});
export const errorOutcomeSchema = z.strictObject({
  kind: z.literal('error'),
  message: z.string().min(1),
});

export const outcomeSchema = z.discriminatedUnion('kind', [
  answerOutcomeSchema,
  deliveredOutcomeSchema,
  errorOutcomeSchema,
]);

export type AnswerOutcome = {
  readonly kind: 'answer';
  /** What the agent answered; 0 and false are answers. */
  readonly answer: JsonValue;
};
export type DeliveredOutcome = z.infer<typeof deliveredOutcomeSchema>;
export type ErrorOutcome = z.infer<typeof errorOutcomeSchema>;
export type Outcome = AnswerOutcome | DeliveredOutcome | ErrorOutcome;

/** Whether `answer` tells the user nothing: undefined, null, a blank string, an empty object or list. */
export function isEmptyAnswer(answer: unknown): boolean {
  if (answer === undefined || answer === null) return true;
  if (typeof answer === 'string') return answer.trim() === '';
  if (typeof answer === 'object') return Object.keys(answer).length === 0;
  return false;
}
