import { nextDeadline } from './judge.js';
import type { ExecutionRecord } from './record.js';
import { ALWAYS_AWAKE, type Signs, type SleptSince } from './signs.js';

/**
 * The instant after which a store has to look at an execution, lease aside: whoever owns a lease vouches for many,
 * so a store compares leases once per owner and not once per execution. Infinity when there is nothing left to look
 * for.
 */
export function deadlineBesideLease(record: ExecutionRecord, signs: Signs): number {
  const { aliveAt, progressAt } = signs;
  const besideLease = { aliveAt, progressAt, leaseAt: Infinity, stalledSince: null };
  return nextDeadline(record, besideLease, ALWAYS_AWAKE);
}

/** Whether an execution is found dead when its owner's lease lapses, and when nobody vouches for it. */
export function standsOnLease(record: ExecutionRecord): boolean {
  return (
    record.liveness === 'process' &&
    record.endedAt === null &&
    record.startedAt !== null &&
    record.hold === null
  );
}

/**
 * Signs as a process writes them down for others: moved on by the time it was itself asleep, of which the others
 * know nothing, and never past the present.
 */
export function signsForOthers(signs: Signs, sleptSince: SleptSince, now: number): Signs {
  const { aliveAt, progressAt, leaseAt, stalledSince } = signs;
  return {
    aliveAt: Math.min(now, aliveAt + sleptSince(aliveAt)),
    progressAt: progressAt === 0 ? 0 : Math.min(now, progressAt + sleptSince(progressAt)),
    leaseAt,
    stalledSince,
  };
}
