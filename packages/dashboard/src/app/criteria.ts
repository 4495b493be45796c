import { lowerBound, upperBound } from '@tracker/audit/confidence';
import { ExecutionState, TERMINAL_STATES } from '@tracker/state';
import type { CriteriaBucket } from './answers.js';

/** A success criterion: what counts, and what is asked for. */
export interface Criterion {
  readonly name: string;
  readonly meaning: string;
  /** `above`: the share must be shown to lie above the target. `none`: it must not happen at all. */
  readonly kind: 'above' | 'none';
  readonly target: number;
  readonly successes: (bucket: CriteriaBucket) => number;
  readonly trials: (bucket: CriteriaBucket) => number;
}

/** The criteria, as the golden path has them, on what users really asked for. */
export const CRITERIA: readonly Criterion[] = [
  {
    name: 'Golden path completion',
    meaning: 'Ended with an answer, of all that ended otherwise than by a cancel.',
    kind: 'above',
    target: 0.95,
    successes: ({ byState }) => byState.completed,
    trials: endedButNotCancelled,
  },
  {
    name: 'Response reliability',
    meaning: 'A client of the user’s has acknowledged the answer or the error in time.',
    kind: 'above',
    target: 0.99,
    successes: ({ deliveredInTime }) => deliveredInTime,
    trials: decided,
  },
  {
    name: 'Silent failures',
    meaning: 'Ended, its time to be acknowledged is over, and nobody has seen the outcome.',
    kind: 'none',
    target: 0,
    successes: ({ overdue }) => overdue,
    trials: decided,
  },
];

/** Who asks for an end gets it, so a cancel is neither a success nor a failure. */
function endedButNotCancelled({ byState }: CriteriaBucket): number {
  return TERMINAL_STATES.filter((state) => state !== ExecutionState.CANCELLED).reduce(
    (total, state) => total + byState[state],
    0,
  );
}

/** Those of which it is known whether the user was told in time. */
function decided({ deliveredInTime, deliveredLate, overdue }: CriteriaBucket): number {
  return deliveredInTime + deliveredLate + overdue;
}

/** A share that was seen, with what is proven of it: an exact one-sided 95 % bound. */
export interface Proven {
  readonly successes: number;
  readonly trials: number;
  /** Null without trials. */
  readonly seen: number | null;
  /** `above`: at least this much; `none`: at most. Null without trials. */
  readonly bound: number | null;
}

/** Whether there is anything to judge in a span. */
export function isJudged(bucket: CriteriaBucket): boolean {
  return CRITERIA.some(({ trials }) => trials(bucket) > 0);
}

/** What the buckets together prove of a criterion. */
export function prove(criterion: Criterion, buckets: readonly CriteriaBucket[]): Proven {
  const trials = sum(buckets, criterion.trials);
  const successes = Math.min(trials, sum(buckets, criterion.successes));
  if (trials === 0) return { successes, trials, seen: null, bound: null };
  const bound = criterion.kind === 'above' ? lowerBound : upperBound;
  return { successes, trials, seen: successes / trials, bound: bound(successes, trials) };
}

/** `unknown` without trials; `unproven` when what was seen is good, and too little to prove it. */
export type Verdict = 'met' | 'unproven' | 'missed' | 'unknown';

/** How a criterion stands. */
export function verdictOf({ kind, target }: Criterion, { seen, bound }: Proven): Verdict {
  if (seen === null || bound === null) return 'unknown';
  if (kind === 'none') return seen === 0 ? 'met' : 'missed';
  if (bound > target) return 'met';
  return seen > target ? 'unproven' : 'missed';
}

function sum(
  buckets: readonly CriteriaBucket[],
  count: (bucket: CriteriaBucket) => number,
): number {
  return buckets.reduce((total, bucket) => total + count(bucket), 0);
}
