import { executionLimitsSchema } from '@tracker/state';
import { z } from 'zod';
import type { AgentLimits } from './birth-limits.js';
import { DEFAULT_BREAKER_POLICY, type BreakerPolicy } from './breaker.js';
import type { Clock } from './clock.js';
import { nameSchema } from './inputs.js';
import type { Logger } from './logger.js';
import type { ExecutionStore } from './store.js';
import type { UserMessage } from './user-message.js';

/** How a tracker is set up; everything has a default. */
export interface TrackerOptions {
  /** Default: a memory store of the tracker's own, closed with it. */
  readonly store?: ExecutionStore;
  /** Drives timers. Default: the system clock. */
  readonly clock?: Clock;
  /**
   * Names this tracker in evidence, and with a random end as the owner of what it runs: who starts again under the name
   * is another owner, and vouches for nothing that was left. Default: random.
   */
  readonly name?: string;
  /** Limits per agent name, over the tier's and the defaults. */
  readonly agents?: AgentLimits;
  /** Default 3 failures, 30 000 ms, 2 successes. */
  readonly breaker?: Partial<BreakerPolicy>;
  /** Default: silent. */
  readonly logger?: Logger;
  /** Words for users. Default: English. */
  readonly userMessage?: UserMessage;
  /** Executions driven at once. Default 1 048 576. */
  readonly maxLive?: number;
  /** Between two sweeps, in milliseconds: how late people are told at most. Default 50. */
  readonly sweepIntervalMs?: number;
  /** Between two renewals of the lease, in milliseconds; well below every liveness limit. Default 2 000. */
  readonly leaseIntervalMs?: number;
  /** How long `close` waits for runs before it cancels them, in milliseconds. Default 10 000. */
  readonly drainTimeoutMs?: number;
  /** Default: Math.random. */
  readonly random?: () => number;
}

const milliseconds = z.int().min(1).max(3_600_000);

/** Somebody else's object or function; what it is good for shows when it is called. */
const part = z
  .unknown()
  .refine((given) => ['object', 'function'].includes(typeof given), { error: 'this is no part' })
  .optional();

/** The options; a misspelt one is refused. */
export const trackerSettingsSchema = z.strictObject({
  store: part,
  clock: part,
  logger: part,
  userMessage: part,
  random: part,
  name: nameSchema.optional(),
  agents: z.record(z.string(), executionLimitsSchema.partial()).default({}),
  breaker: z
    .strictObject({
      failureThreshold: z.int().min(1).max(1_000).default(DEFAULT_BREAKER_POLICY.failureThreshold),
      recoveryTimeoutMs: milliseconds.default(DEFAULT_BREAKER_POLICY.recoveryTimeoutMs),
      successThreshold: z.int().min(1).max(1_000).default(DEFAULT_BREAKER_POLICY.successThreshold),
    })
    .prefault({}),
  maxLive: z.int().min(1).max(16_000_000).default(1_048_576),
  sweepIntervalMs: milliseconds.default(50),
  leaseIntervalMs: milliseconds.default(2_000),
  drainTimeoutMs: z.int().min(0).max(3_600_000).default(10_000),
});
