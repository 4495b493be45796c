import { isEmptyAnswer } from '@tracker/state';
import { isDeepStrictEqual } from 'node:util';
import type { Law, Moment } from './ledger.fixture.js';
import { sameWhereRecorded } from './replay.fixture.js';
import type { Json } from './trace.fixture.js';

type Seen = Readonly<Record<string, Json>>;

const unless = (holds: boolean, broken: string) => (holds ? [] : [broken]);
const isTrue = ({ outcome }: Moment) => 'value' in outcome && outcome.value === true;
const stateOf = (seen: Seen) => String(seen['state']).replace('ExecutionState.', '');

/** What an execution is before and after a call, where it was alive; undefined elsewhere. */
function acted({ ours, step }: Moment): { before: Seen; after: Seen } | undefined {
  const id = step.args.id ?? '*';
  const [before, after] = [ours.before[id], ours.after[id]];
  return before?.['alive'] && after ? { before, after } : undefined;
}

const inTime: Law = ({ ours, step: { t } }) =>
  Object.entries(ours.after).flatMap(([id, seen]) =>
    unless(
      !seen['alive'] || t - Number(seen['started']) <= Number(seen['timeout_seconds']),
      `${id} is alive after its time`,
    ),
  );

const endsStay: Law = ({ ours }) =>
  Object.entries(ours.before).flatMap(([id, before]) =>
    unless(
      !before['terminal'] ||
        ['state', 'completed', 'heartbeats', 'phase'].every((field) =>
          isDeepStrictEqual(before[field], ours.after[id]?.[field]),
        ),
      `${id} has changed after its end`,
    ),
  );

const heartbeats: Law = (moment) => {
  const seen = acted(moment);
  if (moment.step.op !== 'heartbeat' || !seen) return [];
  const { before, after } = seen;
  const next = stateOf(before) === 'STARTING' ? 'RUNNING' : stateOf(before);
  return [
    ...unless(isTrue(moment), 'a heartbeat of what lives is refused'),
    ...unless(
      Number(after['heartbeats']) === Number(before['heartbeats']) + 1,
      'it is not counted',
    ),
    ...unless(after['last_heartbeat'] === moment.step.t, 'its time is not noted'),
    ...unless(stateOf(after) === next, `it is ${stateOf(after)} and not ${next}`),
  ];
};

const starts: Law = (moment) => {
  const seen = acted(moment);
  if (moment.step.op !== 'start' || !seen) return [];
  const wasPending = stateOf(seen.before) === 'PENDING';
  return unless(
    isTrue(moment) === wasPending && (!wasPending || stateOf(seen.after) === 'STARTING'),
    `${stateOf(seen.before)} became ${stateOf(seen.after)}`,
  );
};

const completions: Law = (moment) => {
  const seen = acted(moment);
  const { op, args } = moment.step;
  if (op !== 'complete' || !seen || isEmptyAnswer(args['result'])) return [];
  return [
    ...unless(isTrue(moment), 'an answer is refused'),
    ...unless(stateOf(seen.after) === 'COMPLETED', 'an answer does not complete it'),
    ...unless(isDeepStrictEqual(seen.after['result'], args['result']), 'the answer is lost'),
  ];
};

const failures: Law = (moment) => {
  const seen = acted(moment);
  const { op, args } = moment.step;
  if (op !== 'fail' || !seen) return [];
  return [
    ...unless(isTrue(moment) && stateOf(seen.after) === 'FAILED', 'it does not fail'),
    ...unless(!args['error'] || seen.after['error'] === args['error'], 'the error is lost'),
    ...unless(
      sameWhereRecorded(args['error_context'] ?? {}, seen.after['metadata'] ?? null),
      'the context of the error is lost',
    ),
  ];
};

/** What must hold of the view of the nine-state tracker in every step. */
export const AGENT_LAWS: readonly Law[] = [
  inTime,
  endsStay,
  heartbeats,
  starts,
  completions,
  failures,
];
