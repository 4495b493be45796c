import { gotResponse, isComplete, type Expectation } from './judgement.js';
import type { RoundFindings } from './round.js';

/** What a verdict is drawn from. */
export interface Counts {
  readonly journeys: number;
  /** Journeys that met a fault by design. */
  readonly faulty: number;
  readonly complete: number;
  readonly answered: number;
  readonly silent: number;
  readonly executions: number;
  /** Executions of which not all readers have one state. */
  readonly differing: number;
  readonly violations: number;
  /** Lines that were audited. */
  readonly lines: number;
}

export const NOTHING_COUNTED: Counts = Object.freeze({
  journeys: 0,
  faulty: 0,
  complete: 0,
  answered: 0,
  silent: 0,
  executions: 0,
  differing: 0,
  violations: 0,
  lines: 0,
});

/**
 * Failures that nobody was told of: executions that the auditor finds ended without a frame to their user, and
 * messages that vanished before there was an execution to audit.
 */
function silentFailures({ results, audit }: Countable): number {
  const vanished = results.filter((result) => !gotResponse(result)).length;
  return Math.max(vanished, audit.counts.silent_failure ?? 0);
}

type Countable = Pick<RoundFindings, 'results' | 'audit' | 'disagreements'> & {
  readonly accounts: { readonly length: number };
};

/** Counts a round. */
export function countRound(findings: Countable, expectation: Expectation): Counts {
  const { results, accounts, disagreements, audit } = findings;
  return {
    journeys: results.length,
    faulty: results.filter(({ journey }) => journey.fault !== null).length,
    complete: results.filter((result) => isComplete(result, expectation)).length,
    answered: results.filter(gotResponse).length,
    silent: silentFailures(findings),
    executions: accounts.length,
    differing: new Set(disagreements.map(({ executionId }) => executionId)).size,
    violations: audit.violations.length,
    lines: audit.data.lines,
  };
}

/** Both together. */
export function addCounts(one: Counts, other: Counts): Counts {
  const names = Object.keys(one) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as Record<
    keyof Counts,
    number
  >;
}
