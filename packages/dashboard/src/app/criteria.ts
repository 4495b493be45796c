import { lowerBound, upperBound } from '@tracker/audit/confidence';

/** What ended in a span of time. */
export interface OutcomeBucket {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Ended, cancels not counted: who asks for an end gets it. */
  readonly ended: number;
  /** Of these with an answer. */
  readonly completed: number;
  /** Acknowledged in time. */
  readonly told: number;
  /** Not acknowledged in time. */
  readonly overdue: number;
}

/** A success criterion: what counts, and what is asked for. */
export interface Criterion {
  readonly name: string;
  readonly meaning: string;
  /** `above`: the share must be shown to lie above the target. `none`: it must not happen at all. */
  readonly kind: 'above' | 'none';
  readonly target: number;
  readonly successes: (bucket: OutcomeBucket) => number;
  readonly trials: (bucket: OutcomeBucket) => number;
}

/** The criteria, as the golden path has them, on what users really asked for. */
export const CRITERIA: readonly Criterion[] = [
  {
    name: 'Golden path completion',
    meaning: 'Ended with an answer, of all that ended otherwise than by a cancel.',
    kind: 'above',
    target: 0.95,
    successes: ({ completed }) => completed,
    trials: ({ ended }) => ended,
  },
  {
    name: 'Response reliability',
    meaning: 'The user’s client has acknowledged the answer or the error in time.',
    kind: 'above',
    target: 0.99,
    successes: ({ told }) => told,
    trials: ({ told, overdue }) => told + overdue,
  },
  {
    name: 'Silent failures',
    meaning: 'Ended, and nobody acknowledged the outcome in time.',
    kind: 'none',
    target: 0,
    successes: ({ overdue }) => overdue,
    trials: ({ told, overdue }) => told + overdue,
  },
];

/** A share that was seen, with what is proven of it: an exact one-sided 95 % bound. */
export interface Proven {
  readonly successes: number;
  readonly trials: number;
  /** Null without trials. */
  readonly seen: number | null;
  /** `above`: at least this much; `none`: at most. Null without trials. */
  readonly bound: number | null;
}

/** What the buckets together prove of a criterion. */
export function prove(criterion: Criterion, buckets: readonly OutcomeBucket[]): Proven {
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
  buckets: readonly OutcomeBucket[],
  count: (bucket: OutcomeBucket) => number,
): number {
  return buckets.reduce((total, bucket) => total + count(bucket), 0);
}
