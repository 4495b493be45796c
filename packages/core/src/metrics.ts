import { ACTIVE_STATES, TERMINAL_STATES, type ExecutionState } from '@tracker/state';
import type { BreakerStatus } from './dependency.js';
import type { StoreCounts } from './store.js';
import type { SweepCounts } from './sweeper.js';

/** Counts and rates. Every ended execution is in exactly one of the five terminal counts; rates lie in 0 … 1. */
export interface Metrics {
  readonly byState: Readonly<Record<ExecutionState, number>>;
  readonly total: number;
  readonly active: number;
  readonly ended: number;
  /** Completed of ended; null while none has ended. */
  readonly successRate: number | null;
  /** Failed, timed out and dead of ended; null while none has ended. A cancel is neither. */
  readonly failureRate: number | null;
  readonly undelivered: number;
  readonly overdue: number;
}

/** What operators see of one tracker besides. */
export interface TrackerMetrics extends Metrics {
  /** Executions this tracker drives. */
  readonly live: number;
  readonly sweeper: SweepCounts;
  /** The longest time this process was not looking at the clock, in milliseconds. */
  readonly longestSleepMs: number;
  readonly breakers: readonly BreakerStatus[];
}

/** The metrics that follow from a store's counts. */
export function toMetrics({ byState, undelivered, overdue }: StoreCounts): Metrics {
  const active = sum(byState, ACTIVE_STATES);
  const ended = sum(byState, TERMINAL_STATES);
  const failed = byState.failed + byState.timeout + byState.dead;
  return {
    byState,
    total: active + ended,
    active,
    ended,
    successRate: ended === 0 ? null : byState.completed / ended,
    failureRate: ended === 0 ? null : failed / ended,
    undelivered,
    overdue,
  };
}

function sum(counts: StoreCounts['byState'], states: readonly ExecutionState[]): number {
  return states.reduce((total, state) => total + counts[state], 0);
}
