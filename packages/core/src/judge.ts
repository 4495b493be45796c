import type { CancellationCause, DeathCause, TimeoutCause, TimeoutClock } from '@tracker/state';
import type { ExecutionRecord } from './record.js';
import { ALWAYS_AWAKE, type Signs, type SleptSince } from './signs.js';

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
  const { now, signs, sleptSince } = judgement;
  let first: Verdict | undefined;
  for (const clock of clocksOf(record)) {
    const deadline = clock.deadline(record, signs);
    if (deadline >= now || deadline + credit(clock, record, { signs, sleptSince }) >= now) continue;
    if (!first || deadline < first.at) first = clock.verdict(record, judgement, deadline);
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
  for (const clock of clocksOf(record)) {
    const deadline = clock.deadline(record, signs);
    if (deadline >= earliest) continue;
    earliest = Math.min(earliest, deadline + credit(clock, record, { signs, sleptSince }));
  }
  return earliest;
}

/** Whether there is something to be said about the execution now. */
export function isDue(record: ExecutionRecord, { now, signs, sleptSince }: Judgement): boolean {
  return nextDeadline(record, signs, sleptSince) < now;
}

/** A clock that runs for an execution, and the last instant that is still in time by it. */
export interface OutlookClock {
  readonly clock: ClockName;
  /** Epoch milliseconds; beyond it the clock has run out. */
  readonly deadline: number;
  /** For a clock that listens for something: when it last heard it. */
  readonly lastHeardAt: number | null;
}

/** Everything that can run out for an execution. */
export type ClockName =
  | 'start'
  | 'execution'
  | 'hold'
  | 'idle'
  | 'liveness'
  | 'cancel'
  | 'delivery';

/** The clocks that run for an execution, the one that runs out first in front. */
export function runningClocks(record: ExecutionRecord, signs: Signs): readonly OutlookClock[] {
  if (record.endedAt !== null) {
    const deadline = nextDeadline(record, signs, ALWAYS_AWAKE);
    return deadline === Infinity ? [] : [{ clock: 'delivery', deadline, lastHeardAt: null }];
  }
  return clocksOf(record)
    .map((clock) => ({
      clock: clock.name,
      deadline: clock.deadline(record, signs),
      lastHeardAt: clock.lastHeard?.(record, signs) ?? null,
    }))
    .sort((one, other) => one.deadline - other.deadline);
}

interface RunningClock {
  readonly name: ClockName;
  /** The last instant that is still in time, of a record for which the clock runs. */
  deadline(record: ExecutionRecord, signs: Signs): number;
  verdict(record: ExecutionRecord, judgement: Judgement, deadline: number): Verdict;
  /** For a clock that listens for something: when it last heard it. */
  lastHeard?(record: ExecutionRecord, signs: Signs): number;
}

/**
 * The time a clock that listens is to be given, because the watcher itself was asleep or the owner's loop stood
 * still. It moves no date.
 */
function credit(
  clock: RunningClock,
  record: ExecutionRecord,
  { signs, sleptSince }: Pick<Judgement, 'signs' | 'sleptSince'>,
): number {
  if (!clock.lastHeard) return 0;
  const heardAt = clock.lastHeard(record, signs);
  return Math.max(sleptSince(heardAt), stalledFor(signs, heardAt));
}

/** How long the owner's event loop has stood still since an instant, as far as its process vouched for it. */
function stalledFor({ stalledSince, leaseAt }: Signs, since: number): number {
  if (stalledSince === null || leaseAt === null) return 0;
  return Math.max(0, leaseAt - Math.max(stalledSince, since));
}

const startClock: RunningClock = {
  name: 'start',
  deadline: (record) => record.createdAt + record.limits.startTimeoutMs,
  verdict: (record, _, at) => timeout('start', record.limits.startTimeoutMs, at),
};

const executionClock: RunningClock = {
  name: 'execution',
  deadline: (record) =>
    (record.runningAt ?? record.createdAt) + record.heldMs + record.limits.executionTimeoutMs,
  verdict: (record, _, at) => timeout('execution', record.limits.executionTimeoutMs, at),
};

const holdClock: RunningClock = {
  name: 'hold',
  deadline: (record) => record.hold?.deadline ?? Infinity,
  verdict: (record, _, at) => timeout('hold', at - (record.hold?.since ?? at), at),
};

const idleClock: RunningClock = {
  name: 'idle',
  deadline: (record, signs) => lastProgress(record, signs) + record.limits.idleTimeoutMs,
  lastHeard: lastProgress,
  verdict: (record, _, at) => timeout('idle', record.limits.idleTimeoutMs, at),
};

const livenessClock: RunningClock = {
  name: 'liveness',
  deadline: (record, signs) => lastSign(record, signs) + record.limits.livenessTimeoutMs,
  lastHeard: lastSign,
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
  name: 'cancel',
  deadline: (record) => record.cancel?.deadline ?? Infinity,
  verdict: (record, _, at) => ({ at, state: 'cancelled', cause: cancellation(record, at, true) }),
};

/** The clocks that run in each situation. Of those that run out at one instant the first decides. */
const WAITING: readonly RunningClock[] = [startClock];
const STARTING: readonly RunningClock[] = [startClock, livenessClock];
const RUNNING: readonly RunningClock[] = [executionClock, idleClock, livenessClock];
const HELD: readonly RunningClock[] = [holdClock];

/** The same once a cancel was requested. */
const CANCELLING = new Map(
  [WAITING, STARTING, RUNNING, HELD].map((clocks) => [clocks, [...clocks, cancelClock]]),
);

/** The clocks that run for an active execution. */
function clocksOf(record: ExecutionRecord): readonly RunningClock[] {
  const clocks = situationOf(record);
  return (record.cancel && CANCELLING.get(clocks)) ?? clocks;
}

function situationOf({ hold, runningAt, startedAt }: ExecutionRecord): readonly RunningClock[] {
  if (hold) return HELD;
  if (runningAt !== null) return RUNNING;
  return startedAt === null ? WAITING : STARTING;
}

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

function lastProgress(record: ExecutionRecord, signs: Signs): number {
  return Math.max(record.progressAt, signs.progressAt);
}

function lastSign(record: ExecutionRecord, signs: Signs): number {
  const own = Math.max(record.updatedAt, signs.aliveAt);
  return record.liveness === 'process' ? Math.max(own, signs.leaseAt ?? 0) : own;
}
