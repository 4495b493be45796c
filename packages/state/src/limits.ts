import { z } from 'zod';

/** The longest limit that is accepted: 366 days in milliseconds. */
export const MAX_LIMIT_MS = 31_622_400_000;

const limit = z
  .int({ error: 'a limit is a whole number of milliseconds' })
  .min(1, { error: 'a limit is at least 1 ms; zero and negative limits are refused' })
  .max(MAX_LIMIT_MS, { error: `a limit is at most ${MAX_LIMIT_MS} ms (366 days)` });

/** The limits an execution is born with, all in whole milliseconds, 1 … 366 days. */
export const executionLimitsSchema = z.strictObject({
  /** From creation until `running`. */
  startTimeoutMs: limit,
  /** From `running` until the end, holds not counted. */
  executionTimeoutMs: limit,
  /** Without progress while running or completing, holds not counted. */
  idleTimeoutMs: limit,
  /** Without a sign of life once started, holds not counted. */
  livenessTimeoutMs: limit,
  /** On hold, all holds of the execution together. */
  holdTimeoutMs: limit,
  /** From a cancel request until the end is forced. */
  cancelGraceMs: limit,
  /** From the end until the user's client must have acknowledged it. */
  deliveryTimeoutMs: limit,
  /** One guarded operation. */
  operationTimeoutMs: limit,
});

export type ExecutionLimits = z.infer<typeof executionLimitsSchema>;

/** The names of the limits. */
export const EXECUTION_LIMITS: readonly (keyof ExecutionLimits)[] = Object.freeze(
  executionLimitsSchema.keyof().options,
);
