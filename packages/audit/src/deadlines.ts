import type { CancelRequest, ExecutionLimits, Hold } from '@tracker/state';

/** What the deadlines depend on; a rebuilt execution and a reader's record both have it. */
export interface Timed {
  readonly createdAt: number;
  readonly endsBy: number;
  readonly limits: ExecutionLimits;
  readonly runningAt?: number | null;
  readonly heldMs: number;
  readonly hold?: Hold | null;
  readonly cancel: CancelRequest | null;
}

/** A clock whose deadline the history alone tells. */
export type HistoryClock = 'start' | 'execution' | 'hold' | 'cancel' | 'bound';

export interface Deadline {
  readonly clock: HistoryClock;
  /** The last instant that is still in time. */
  readonly at: number;
}

/**
 * The deadlines of an active execution as far as its history tells them. Idleness and liveness are not
 * among them: their signs are not facts of the history.
 */
export function deadlinesOf(execution: Timed): readonly Deadline[] {
  const { createdAt, endsBy, limits, runningAt, heldMs, hold, cancel } = execution;
  const deadlines: Deadline[] = [{ clock: 'bound', at: endsBy }];
  const ran = runningAt !== null && runningAt !== undefined;
  if (!ran) deadlines.push({ clock: 'start', at: createdAt + limits.startTimeoutMs });
  if (ran && !hold) {
    deadlines.push({ clock: 'execution', at: runningAt + heldMs + limits.executionTimeoutMs });
  }
  if (hold) deadlines.push({ clock: 'hold', at: hold.deadline });
  if (cancel) deadlines.push({ clock: 'cancel', at: cancel.deadline });
  return deadlines;
}

/** The first deadline that has passed at `now`. */
export function passedDeadline(execution: Timed, now: number): Deadline | undefined {
  return deadlinesOf(execution)
    .filter(({ at }) => now > at)
    .sort((one, other) => one.at - other.at)[0];
}
