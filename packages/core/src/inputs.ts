import {
  EXECUTION_STATES,
  Fault,
  LivenessMode,
  MAX_NAME_LENGTH,
  executionLimitsSchema,
  hasControlCharacter,
  hasHalfCharacter,
} from '@tracker/state';
import { z } from 'zod';
import { LIMIT_TIERS, type LimitTier } from './default-limits.js';

/** The rule of `isName`, with words for each way to miss it. */
const name = z
  .string({ error: (issue) => `a string is needed, ${shown(issue.input)} was given` })
  .min(1, { error: `it is empty; 1 to ${MAX_NAME_LENGTH} characters are needed` })
  .max(MAX_NAME_LENGTH, { error: `it is longer than ${MAX_NAME_LENGTH} characters` })
  .refine((text) => text.trim() !== '', { error: 'it is blank' })
  .refine((text) => !hasControlCharacter(text), { error: 'control characters are not allowed' })
  .refine((text) => !hasHalfCharacter(text), { error: 'half of a surrogate pair is no character' });

/** A sentence for people: at most 2 000 characters, and not blank. */
const note = z
  .string()
  .max(2_000)
  .refine((text) => text.trim() !== '', { error: 'it is blank' });

const tiers = Object.keys(LIMIT_TIERS) as [LimitTier, ...LimitTier[]];

/** Whether it is an object; what is in it is looked at when it is copied. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What `run` is given. */
export const runInputSchema = z.strictObject({
  /** Default: a new random id. */
  id: name.optional(),
  agentName: name,
  userId: name,
  threadId: name,
  /** Default: the execution's id. */
  runId: name.optional(),
  /** Limits that differ from the agent's, the tier's and the defaults. */
  limits: executionLimitsSchema.partial().optional(),
  tier: z.enum(tiers).optional(),
  metadata: z.custom<Record<string, unknown>>(isObject, { error: 'give an object' }).optional(),
  /** The ended, unanswered execution that this one tries again; same user, next attempt. */
  retryOf: name.optional(),
});

/** What `createExecution` is given. */
export const createInputSchema = runInputSchema
  .extend({
    /** Default `heartbeat`: whoever drives it by id must show that it is alive. `process` for one that is to be claimed. */
    liveness: z.enum(LivenessMode).optional(),
    /** Names the request within its user's: asked for again under the same key, it is the same execution. */
    key: name.optional(),
  })
  .refine(({ id, key }) => id === undefined || key === undefined, {
    error: 'give an id or a key, not both',
  });

/** What `work` is given. */
export const workInputSchema = z.strictObject({
  agentName: name,
  /** Executions run at once. Default 10. */
  concurrency: z.int().min(1).max(10_000).default(10),
  /** Ends the work: nothing more is taken on, what is under way comes to its end. */
  signal: z.instanceof(AbortSignal).optional(),
});

export const completeInputSchema = z.union([
  z.strictObject({ answer: z.unknown() }),
  z.strictObject({ deliveredBy: name }),
]);

export const failInputSchema = z.strictObject({
  /** What went wrong, for operators. */
  error: z.unknown().optional(),
  /** What the user reads. */
  message: note.optional(),
  fault: z.enum(Fault).optional(),
});

/** A time limit of the caller's own that ran out. */
export const timeoutInputSchema = z.strictObject({
  operation: name,
  limitMs: executionLimitsSchema.shape.operationTimeoutMs,
});

export const cancelInputSchema = z.strictObject({ reason: note.optional() });

export const holdInputSchema = z.strictObject({
  reason: note,
  /** Default: all the hold time that is left. */
  timeoutMs: executionLimitsSchema.shape.holdTimeoutMs.optional(),
});

export const progressInputSchema = z
  .strictObject({ note: note.optional(), percent: z.number().min(0).max(100).optional() })
  .refine(({ note, percent }) => note !== undefined || percent !== undefined, {
    error: 'give a note, a percentage from 0 to 100, or both',
  });

export const acknowledgeInputSchema = z.strictObject({ by: name.optional() });

export const listInputSchema = z.strictObject({
  states: z.array(z.enum(EXECUTION_STATES)).optional(),
  agentName: name.optional(),
  threadId: name.optional(),
  after: name.optional(),
  limit: z.int().min(1).max(1_000).default(100),
});

/** Facts of a history that are read at once, at most. */
export const HISTORY_PAGE = 1_000;

export const historyInputSchema = z.strictObject({
  /** The `seq` of the last fact seen. */
  after: z.int().nonnegative().default(0),
  limit: z.int().min(1).max(HISTORY_PAGE).default(HISTORY_PAGE),
});

export const watchInputSchema = z.strictObject({
  /** The cursor of the last event seen; 0 for everything that is kept. Default: from now on. */
  after: z.int().nonnegative().optional(),
  /** Ends the watch. */
  signal: z.instanceof(AbortSignal).optional(),
});

export const guardInputSchema = z.strictObject({
  /** Default: the execution's operation limit. */
  timeoutMs: executionLimitsSchema.shape.operationTimeoutMs.optional(),
  /** Further tries after a retryable error. Default 2. */
  retries: z.int().min(0).max(10).optional(),
});

export const nameSchema = name;

/** An agent is a function of its execution. */
export const agentSchema = z
  .unknown()
  .refine((given) => typeof given === 'function', { error: 'the agent must be a function' });

export type RunInput = z.input<typeof runInputSchema>;
export type CreateInput = z.input<typeof createInputSchema>;
export type WorkInput = z.input<typeof workInputSchema>;
export type CompleteInput = z.input<typeof completeInputSchema>;
export type FailInput = z.input<typeof failInputSchema>;
export type TimeoutInput = z.input<typeof timeoutInputSchema>;
export type CancelInput = z.input<typeof cancelInputSchema>;
export type HoldInput = z.input<typeof holdInputSchema>;
export type ProgressInput = z.input<typeof progressInputSchema>;
export type AcknowledgeInput = z.input<typeof acknowledgeInputSchema>;
export type ListInput = z.input<typeof listInputSchema>;
export type HistoryInput = z.input<typeof historyInputSchema>;
export type WatchInput = z.input<typeof watchInputSchema>;
export type GuardInput = z.input<typeof guardInputSchema>;

function shown(given: unknown): string {
  return given === null ? 'null' : Array.isArray(given) ? 'a list' : `${typeof given}`;
}
