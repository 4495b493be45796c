import type { WorldReport } from './world.js';

/** Facts of histories and lines of the trace that are shown at most, the last ones. */
const MAX_LINES = 200;

/** What is wrong with a world, for a person: the violations, how to see it again, and what led to it. */
export function describeFailure({ seed, violations, faults, trace }: WorldReport): string {
  const concerned = new Set(violations.map((violation) => violation.split(':', 1)[0]));
  const isConcerned = (line: string): boolean =>
    !/\be\d+\b/.test(line) || [...concerned].some((id) => new RegExp(`\\b${id}\\b`).test(line));
  return [
    `Seed ${seed} breaks the promise:`,
    ...violations.slice(0, 10).map((violation) => `  ${violation}`),
    `See it again: npm run simulate -- --seed ${seed} --trace`,
    `Faults: ${JSON.stringify(faults)}`,
    ...trace.filter(isConcerned).slice(-MAX_LINES),
  ].join('\n');
}
