import type { ExecutionRecord, Signs } from '@tracker/core';
import {
  ALWAYS_AWAKE,
  deadlineBesideLease,
  nextDeadline,
  standsOnLease,
} from '@tracker/core/store-kit';

/** When a store has to look at an execution again, as its columns say it. */
export interface Schedule {
  /** Null when there is nothing left to look for. */
  readonly dueAt: number | null;
  /** How old the owner's lease may get; null when that is not to be looked at. */
  readonly vouchedMs: number | null;
}

/**
 * When to look next. An execution whose owner has a lease is found through the lease, all others through their
 * deadline alone.
 */
export function scheduleOf(record: ExecutionRecord, signs: Signs): Schedule {
  const vouched = standsOnLease(record) && signs.leaseAt !== null;
  const deadline = vouched
    ? deadlineBesideLease(record, signs)
    : nextDeadline(record, signs, ALWAYS_AWAKE);
  return {
    dueAt: deadline === Infinity ? null : deadline,
    vouchedMs: vouched ? record.limits.livenessTimeoutMs : null,
  };
}
