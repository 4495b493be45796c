import type { CancellationCause, DeathCause, TimeoutCause, TimeoutClock } from '@tracker/state';
import type { ExecutionRecord } from './record.js';
import type { Signs, SleptSince } from './signs.js';

/** What a watcher knows when it judges. */
export interface Judgement {
  readonly now: number;
  readonly signs: Signs;
  readonly sleptSince: SleptSince;
  /** Who judges, for the evidence. */
  readonly judge: string;
}

/** The end that an active execution has come to without anybody having said so. */
export type Verdict = { readonly at: number } & (
  | { readonly state: 'timeout'; readonly cause: TimeoutCause }
  | { readonly state: 'dead'; readonly cause: DeathCause }
  | { readonly state: 'cancelled'; readonly cause: CancellationCause }
);

/**
 * The one rule about when an execution counts as over. Of the clocks that have run out the one that ran out
 * first decides, and the end is dated at that instant: whoever looks, and however late, sees the same end.
 * Limits are inclusive; only *more* than the limit is too long.
 */
export function judge(record: ExecutionRecord, judgement: Judgement): Verdict | undefined {
  if (record.endedAt !== null) return undefined;
  let first: Verdict | undefined;
  for (const clock of CLOCKS) {
    const deadline = clock.deadline(record, judgement.signs, judgement.sleptSince);
    if (deadline >= judgement.now || (first && first.at <= deadline)) continue;
    first = clock.verdict(record, judgement, deadline);
  }
  return first;
}

/**
 * The earliest instant after which something is to be said about the execution: its end, or, once it has
 * ended, that nobody has acknowledged it. Infinity when there is nothing left.
 */
export function nextDeadline(
  record: ExecutionRecord,
  signs: Signs,
  sleptSince: SleptSince,
): number {
  if (record.delivery) {
    const { acknowledgedAt, overdueAt, deadline } = record.delivery;
    return acknowledgedAt === null && overdueAt === null ? deadline : Infinity;
  }
  let earliest = Infinity;
  for (const clock of CLOCKS) {
    earliest = Math.min(earliest, clock.deadline(record, signs, sleptSince));
  }
  return earliest;
}

/** Whether there is something to be said about the execution now. */
export function isDue(record: ExecutionRecord, { now, signs, sleptSince }: Judgement): boolean {
  return nextDeadline(record, signs, sleptSince) < now;
}

interface RunningClock {
  /** The last instant that is still in time; Infinity while the clock does not run. */
  deadline(record: ExecutionRecord, signs: Signs, sleptSince: SleptSince): number;
  verdict(record: ExecutionRecord, judgement: Judgement, deadline: number): Verdict;
}

const startClock: RunningClock = {
  deadline: (record) =>
    record.runningAt === null ? record.createdAt + record.limits.startTimeoutMs : Infinity,
  verdict: (record, _, at) => timeout('start', record.limits.startTimeoutMs, at),
};

const executionClock: RunningClock = {
  deadline: (record) =>
    record.runningAt === null || record.hold
      ? Infinity
      : record.runningAt + record.heldMs + record.limits.executionTimeoutMs,
  verdict: (record, _, at) => timeout('execution', record.limits.executionTimeoutMs, at),
};

const holdClock: RunningClock = {
  deadline: (record) => record.hold?.deadline ?? Infinity,
  verdict: (record, _, at) => timeout('hold', at - (record.hold?.since ?? at), at),
};

const idleClock: RunningClock = {
  deadline(record, signs, sleptSince) {
    if (record.runningAt === null || record.hold) return Infinity;
    const last = Math.max(record.progressAt, signs.progressAt);
    return last + record.limits.idleTimeoutMs + sleptSince(last);
  },
  verdict: (record, _, at) => timeout('idle', record.limits.idleTimeoutMs, at),
};

const livenessClock: RunningClock = {
  deadline(record, signs, sleptSince) {
    if (record.startedAt === null || record.hold) return Infinity;
    const last = lastSign(record, signs);
    return last + record.limits.livenessTimeoutMs + sleptSince(last);
  },
  verdict: (record, judgement, at) => ({
    at,
    state: 'dead',
    cause: {
      kind: 'death',
      evidence: record.liveness === 'process' ? 'lease_lapsed' : 'silence',
      lastSignAt: lastSign(record, judgement.signs),
      limitMs: record.limits.livenessTimeoutMs,
      judgedBy: judgement.judge,
    },
  }),
};

const cancelClock: RunningClock = {
  deadline: (record) => record.cancel?.deadline ?? Infinity,
  verdict: (record, _, at) => ({ at, state: 'cancelled', cause: cancellation(record, at, true) }),
};

const CLOCKS: readonly RunningClock[] = [
  startClock,
  executionClock,
  holdClock,
  idleClock,
  livenessClock,
  cancelClock,
];

function timeout(clock: TimeoutClock, limitMs: number, at: number): Verdict {
  return { at, state: 'timeout', cause: { kind: 'timeout', clock, limitMs, elapsedMs: limitMs } };
}

/** The cause of a cancelled end: the request it answers, or the present instant when there was none. */
export function cancellation(
  { cancel }: ExecutionRecord,
  now: number,
  forced: boolean,
): CancellationCause {
  return {
    kind: 'cancellation',
    requestedAt: cancel?.requestedAt ?? now,
    ...(cancel?.reason ? { reason: cancel.reason } : {}),
    forced,
  };
}

function lastSign(record: ExecutionRecord, signs: Signs): number {
  const own = Math.max(record.updatedAt, signs.aliveAt);
  return record.liveness === 'process' ? Math.max(own, signs.leaseAt ?? 0) : own;
}
