import { isDeepStrictEqual } from 'node:util';
import { isEmptyAnswer } from '@tracker/state';
import type { Law, Moment } from './ledger.fixture.js';
import { readTrace, type Json } from './trace.fixture.js';

type Seen = Readonly<Record<string, Json>>;

/** The table of moves as it was recorded of the first registry. */
export const RECORDED_MOVES = readTrace<{
  readonly accepted_updates: Readonly<Record<string, readonly string[]>>;
}>('registry_original').accepted_updates;

const ENDS = ['SUCCESS', 'FAILED', 'TIMEOUT', 'ABORTED'];
const unless = (holds: boolean, broken: string) => (holds ? [] : [broken]);
const secondsOf = (at: Json | undefined) => (at as { readonly t: number } | null)?.t ?? Infinity;

const inTime: Law = ({ ours, step: { t } }) =>
  Object.entries(ours.after).flatMap(([id, { state, timeout_at }]) =>
    unless(
      ENDS.includes(String(state)) || t <= secondsOf(timeout_at),
      `${id} is ${String(state)} after its time`,
    ),
  );

const endsStay: Law = ({ ours, step: { op } }) =>
  Object.entries(ours.before).flatMap(([id, { state }]) =>
    unless(
      op === 'update' || !ENDS.includes(String(state)) || ours.after[id]?.['state'] === state,
      `${id} was ${String(state)} and is ${String(ours.after[id]?.['state'])}`,
    ),
  );

const moves: Law = (moment) => {
  const { ours, step, outcome } = moment;
  const [before, after] = [ours.before[step.args.id ?? '*'], ours.after[step.args.id ?? '*']];
  if (step.op !== 'update' || !before || !after) return [];
  const to = String(step.args['state']);
  const isMove = RECORDED_MOVES[String(before['state'])]?.includes(to) ?? false;
  if ('error' in outcome)
    return [
      ...unless(
        outcome.error.name === (isMove ? 'ValidationError' : 'ValueError'),
        `${outcome.error.name} for a move from ${String(before['state'])}`,
      ),
      ...unless(isDeepStrictEqual(before, after), 'what was refused has changed something'),
    ];
  if (outcome.value !== true)
    return unless(before['state'] === after['state'], 'it says false and moves');
  const became = to === 'SUCCESS' && !isAnswered(moment) ? ['SUCCESS', 'FAILED'] : [to];
  return [
    ...unless(isMove, `${String(before['state'])} may not become ${to}`),
    ...unless(became.includes(String(after['state'])), `it became ${String(after['state'])}`),
    ...said(step.args['metadata'] as Seen | undefined, before, after),
  ];
};

const isAnswered = ({ step }: Moment) =>
  !isEmptyAnswer((step.args['metadata'] as Seen | undefined)?.['result']);

/** What goes with an accepted state is written down. */
function said(metadata: Seen | undefined, before: Seen, after: Seen): readonly string[] {
  const { error, recovery_action, retry_count } = metadata ?? {};
  const actions = before['recovery_actions'] as readonly Json[];
  const longer = recovery_action === undefined ? actions : [...actions, recovery_action];
  return [
    ...unless(error === undefined || after['error'] === String(error), 'the error is lost'),
    ...unless(isDeepStrictEqual(after['recovery_actions'], longer), 'a recovery action is lost'),
    ...unless(
      retry_count === undefined || after['retry_count'] === retry_count,
      'the count is lost',
    ),
  ];
}

/** What must hold of the view of the registry in every step. */
export const REGISTRY_LAWS: readonly Law[] = [inTime, endsStay, moves];
