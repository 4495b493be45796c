import { lowerBound, upperBound } from '@tracker/audit/confidence';
import type { Counts } from './counts.js';

/** A share that must lie above its target, with 95 % confidence. */
export interface RateCriterion {
  readonly kind: 'rate';
  readonly name: string;
  readonly meaning: string;
  readonly successes: number;
  readonly trials: number;
  /** Exact, one-sided, 95 %. */
  readonly lowerBound: number;
  readonly target: number;
  readonly met: boolean;
}

/** Something that must not happen at all. */
export interface NoneCriterion {
  readonly kind: 'none';
  readonly name: string;
  readonly meaning: string;
  readonly count: number;
  readonly trials: number;
  /** How large the rate may still be: exact, one-sided, 95 %. */
  readonly upperBound: number;
  readonly met: boolean;
}

export type Criterion = RateCriterion | NoneCriterion;

export interface Verdict {
  readonly met: boolean;
  readonly criteria: readonly Criterion[];
}

/** What became of the processes of a play. */
export interface Processes {
  readonly started: number;
  /** The names of those that were killed by design. */
  readonly killed: readonly string[];
  /** The names of those that ended and nobody knows why. */
  readonly fallen: readonly string[];
}

type RateInput = Pick<RateCriterion, 'name' | 'meaning' | 'successes' | 'trials' | 'target'>;
type NoneInput = Pick<NoneCriterion, 'name' | 'meaning' | 'count' | 'trials'>;

function rate(input: RateInput): RateCriterion {
  const bound = lowerBound(input.successes, input.trials);
  return { kind: 'rate', ...input, lowerBound: bound, met: bound > input.target };
}

function none(input: NoneInput): NoneCriterion {
  const count = Math.min(input.count, input.trials);
  // without a trial nothing has been shown
  const met = input.count === 0 && input.trials > 0;
  return { kind: 'none', ...input, upperBound: upperBound(count, input.trials), met };
}

/** The success criteria, over all journeys, those that met a fault included, and over all processes. */
export function judgeCounts(counts: Counts, processes: Processes): Verdict {
  const { journeys: trials } = counts;
  const criteria: readonly Criterion[] = [
    rate({
      name: 'golden path completion',
      meaning: 'The right answer arrived in time and was acknowledged, over all journeys.',
      successes: counts.complete,
      trials,
      target: 0.95,
    }),
    rate({
      name: 'chat response reliability',
      meaning: 'The user got an answer or a readable error in time, over all journeys.',
      successes: counts.answered,
      trials,
      target: 0.99,
    }),
    none({
      name: 'silent failures',
      meaning: 'Ends or messages of which the user saw neither an answer nor an error.',
      count: counts.silent,
      trials,
    }),
    none({
      name: 'readers that differ',
      meaning: 'Executions of which the record, the user, the client and the history disagree.',
      count: counts.differing,
      trials: counts.executions,
    }),
    none({
      name: 'audit violations',
      meaning: 'Contradictions that the auditor found to any of the four guarantees.',
      count: counts.violations,
      trials: counts.lines,
    }),
    none({
      name: 'processes that fell',
      meaning: 'Gateways and workers that ended although nobody had killed them.',
      count: processes.fallen.length,
      trials: processes.started,
    }),
  ];
  return { criteria, met: criteria.every(({ met }) => met) };
}
