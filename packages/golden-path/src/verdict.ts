import type { AuditReport } from '@tracker/audit';
import type { Disagreement } from './agreement.js';
import { lowerBound, upperBound } from '@tracker/audit/confidence';
import type { JourneyResult } from './journey.js';
import { gotResponse, isComplete, type Expectation } from './judgement.js';

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

/** What a verdict is drawn from. */
export interface Findings {
  readonly results: readonly JourneyResult[];
  readonly audit: AuditReport;
  readonly disagreements: readonly Disagreement[];
  readonly executions: number;
  readonly expectation: Expectation;
}

export interface Verdict {
  readonly met: boolean;
  readonly criteria: readonly Criterion[];
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

/**
 * Failures that nobody was told of: executions that the auditor finds ended without a frame to their user, and
 * messages that vanished before there was an execution to audit.
 */
function silentFailures({ results, audit }: Findings): number {
  const vanished = results.filter((result) => !gotResponse(result)).length;
  return Math.max(vanished, audit.counts.silent_failure ?? 0);
}

/** The success criteria, over all journeys, those that met a fault included. */
export function judgeRun(findings: Findings): Verdict {
  const { results, audit, disagreements, executions, expectation } = findings;
  const trials = results.length;
  const criteria: readonly Criterion[] = [
    rate({
      name: 'golden path completion',
      meaning: 'The right answer arrived in time and was acknowledged, over all journeys.',
      successes: results.filter((result) => isComplete(result, expectation)).length,
      trials,
      target: 0.95,
    }),
    rate({
      name: 'chat response reliability',
      meaning: 'The user got an answer or a readable error in time, over all journeys.',
      successes: results.filter(gotResponse).length,
      trials,
      target: 0.99,
    }),
    none({
      name: 'silent failures',
      meaning: 'Ends or messages of which the user saw neither an answer nor an error.',
      count: silentFailures(findings),
      trials,
    }),
    none({
      name: 'readers that differ',
      meaning: 'Executions of which the record, the user, the client and the history disagree.',
      count: new Set(disagreements.map(({ executionId }) => executionId)).size,
      trials: executions,
    }),
    none({
      name: 'audit violations',
      meaning: 'Contradictions that the auditor found to any of the four guarantees.',
      count: audit.violations.length,
      trials: audit.data.lines,
    }),
  ];
  return { criteria, met: criteria.every(({ met }) => met) };
}
