import type { ExecutionLimits } from '@tracker/state';

/** Limits short enough that a world need not live long, and far enough apart to be told from each other. */
export const LIMITS: ExecutionLimits = Object.freeze({
  startTimeoutMs: 6_000,
  executionTimeoutMs: 9_000,
  idleTimeoutMs: 4_000,
  livenessTimeoutMs: 3_000,
  holdTimeoutMs: 5_000,
  cancelGraceMs: 800,
  deliveryTimeoutMs: 3_000,
  operationTimeoutMs: 1_500,
});
