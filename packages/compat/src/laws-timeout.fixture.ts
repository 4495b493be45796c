import type { Law } from './ledger.fixture.js';
import type { Json } from './trace.fixture.js';

const unless = (holds: boolean, broken: string) => (holds ? [] : [broken]);
const secondsOf = (at: Json | undefined) => (at as { readonly t: number }).t;

const truth: Law = ({ ours, step: { t } }) =>
  Object.entries(ours.after).flatMap(([id, seen]) => {
    const left = secondsOf(seen['timeout_at']) - t;
    return [
      ...unless(seen['remaining_seconds'] === left, `${id} has ${left} s left`),
      ...unless(seen['has_timed_out'] === left <= 0, `${id} has timed out or not`),
      ...unless((seen['timeout_reason'] !== null) === left <= 0, `${id} gives a reason or not`),
    ];
  });

const counts: Law = ({ ours, step: { op }, outcome }) => {
  if (!['metrics', 'health'].includes(op) || !('value' in outcome)) return [];
  const told = outcome.value as Readonly<Record<string, Json>>;
  const seen = Object.values(ours.after);
  return unless(
    told['activeTimeouts'] === seen.length &&
      told['timedOutExecutions'] === seen.filter((each) => each['has_timed_out']).length,
    'it counts what is not there',
  );
};

/** What must hold of the view of the timeout manager in every step. */
export const TIMEOUT_LAWS: readonly Law[] = [truth, counts];
