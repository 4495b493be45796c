import type { Criterion } from './verdict.js';
import { count, percent, percentAtMost } from './words.js';

/** A criterion in the words of every report. */
export interface CriterionWords {
  readonly name: string;
  readonly seen: string;
  /** What is certain at 95 %. */
  readonly bound: string;
  readonly target: string;
  readonly verdict: string;
}

/** Says what was seen, what that proves and what was asked for; never a bare percentage. */
export function criterionWords(criterion: Criterion): CriterionWords {
  const { name, trials, met } = criterion;
  const verdict = met ? 'met' : 'not met';
  if (criterion.kind === 'none') {
    return {
      name,
      seen: `${count(criterion.count)} of ${count(trials)}`,
      bound: `≤ ${percentAtMost(criterion.upperBound)}`,
      target: 'none',
      verdict,
    };
  }
  return {
    name,
    seen: `${count(criterion.successes)} of ${count(trials)}`,
    bound: `≥ ${percent(criterion.lowerBound)}`,
    target: `> ${percent(criterion.target)}`,
    verdict,
  };
}
