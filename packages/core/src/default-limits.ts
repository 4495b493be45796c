import type { ExecutionLimits } from '@tracker/state';

/**
 * The limits of an execution for which nobody says otherwise, in milliseconds. Execution, operation and
 * liveness are those of the legacy TimeoutConfig.
 */
export const DEFAULT_LIMITS: Readonly<ExecutionLimits> = Object.freeze({
  startTimeoutMs: 30_000,
  executionTimeoutMs: 25_000,
  idleTimeoutMs: 20_000,
  livenessTimeoutMs: 10_000,
  holdTimeoutMs: 3_600_000,
  cancelGraceMs: 5_000,
  deliveryTimeoutMs: 60_000,
  operationTimeoutMs: 15_000,
});

/** What each named tier changes: the service tiers and environments of the legacy configuration. */
export const LIMIT_TIERS = Object.freeze({
  free: {},
  early: {},
  mid: { executionTimeoutMs: 60_000 },
  platform: { executionTimeoutMs: 120_000 },
  enterprise: { executionTimeoutMs: 300_000 },
  local: { executionTimeoutMs: 8_000 },
  testing: { executionTimeoutMs: 10_000 },
  staging: { executionTimeoutMs: 30_000 },
  production: {},
} satisfies Record<string, Partial<ExecutionLimits>>);

/** The name of a tier. */
export type LimitTier = keyof typeof LIMIT_TIERS;
