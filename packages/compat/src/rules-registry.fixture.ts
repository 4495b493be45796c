import { RECORDED_MOVES } from './laws-registry.fixture.js';
import type { Allowance, Moment, Rules } from './ledger.fixture.js';
import type { Json } from './trace.fixture.js';

const ENDED = [
  'state',
  'error',
  'updated_at',
  'listed',
  'returned',
  'heartbeat_at',
  'progress',
  'recovery_actions',
  'retry_count',
  'timeout_at',
];
const ENDS = ['SUCCESS', 'FAILED', 'TIMEOUT', 'ABORTED'];
const AT_WORK = ['RUNNING', 'INITIALIZING', 'RECOVERING'];
const DAY_SECONDS = 86_400;
const SILENT_SECONDS = 300;

type Seen = Readonly<Record<string, Json>> | undefined;

const allow = (ids: readonly string[], fields: readonly string[]): Allowance[] =>
  ids.map((id) => ({ id, fields }));
const counts: Allowance = { id: '*', fields: ['counts'] };
const idOf = ({ step }: Moment) => step.args.id ?? '*';
const before = (moment: Moment): Seen => moment.legacy.before[idOf(moment)];
const stateOf = (seen: Seen) => String(seen?.['state']);
const secondsOf = (at: Json | undefined) => (at as { readonly t: number } | null)?.t;
const named = ({ step }: Moment) => String(step.args['state']);
const isUpdate = ({ step }: Moment) => step.op === 'update';

/** Runs that the registry took for active when something had run out. */
function over(
  { legacy, step: { t } }: Moment,
  isOver: (seen: NonNullable<Seen>, t: number) => boolean,
) {
  return Object.entries(legacy.after)
    .filter(([, seen]) => !ENDS.includes(stateOf(seen)) && isOver(seen, t))
    .map(([id]) => id);
}

/** Whether the first table, which this one is, accepts a move that the recorded one did not, or the other way round. */
function isJudgedOtherwise(moment: Moment): boolean {
  if (!isUpdate(moment) || !before(moment)) return false;
  const moves = RECORDED_MOVES[stateOf(moment.ours.before[idOf(moment)])];
  const wasAccepted = moment.step.exception?.type !== 'ValueError';
  return moves?.includes(named(moment)) !== wasAccepted;
}

/** When the deviations from the registry come about, from what was recorded of it. */
export const REGISTRY_RULES: Rules = {
  'every-execution-ends': (moment) => {
    const ids = over(
      moment,
      (seen, t) =>
        (secondsOf(seen['created_at']) ?? t) + DAY_SECONDS < t ||
        (AT_WORK.includes(stateOf(seen)) &&
          (secondsOf(seen['updated_at']) ?? t) + SILENT_SECONDS < t),
    );
    return [...allow(ids, ENDED), ...(ids.length > 0 ? [counts] : [])];
  },
  'truth-at-read-time': (moment) => {
    const ids = over(moment, (seen, t) => (secondsOf(seen['timeout_at']) ?? t) < t);
    return [...allow(ids, ENDED), ...(ids.length > 0 ? [counts] : [])];
  },
  'refused-changes-nothing': (moment) =>
    moment.step.exception?.type === 'ValidationError'
      ? [...allow([idOf(moment)], ENDED), counts]
      : [],
  'no-late-write': (moment) =>
    isUpdate(moment) && ENDS.includes(stateOf(before(moment))) && named(moment) === 'ABORTED'
      ? [...allow([idOf(moment)], ENDED), counts]
      : [],
  'no-sign-after-the-end': (moment) =>
    moment.step.op === 'heartbeat' && ENDS.includes(stateOf(before(moment)))
      ? allow([idOf(moment)], ['returned', 'heartbeat_at', 'updated_at'])
      : [],
  'an-answer-is-needed': (moment) =>
    isUpdate(moment) &&
    named(moment) === 'SUCCESS' &&
    !(moment.step.args['metadata'] as Seen)?.['result']
      ? [...allow([idOf(moment)], ['state', 'error', 'returned']), counts]
      : [],
  'an-end-says-why': (moment) =>
    isUpdate(moment) && ENDS.includes(named(moment)) ? allow([idOf(moment)], ['error']) : [],
  'each-end-counts-once': (moment) =>
    isUpdate(moment) && ['TIMEOUT', 'SUCCESS', 'RECOVERING'].includes(named(moment))
      ? [counts]
      : [],
  'recovering-is-an-attempt': (moment) =>
    isUpdate(moment) && (named(moment) === 'RECOVERING' || isJudgedOtherwise(moment))
      ? [...allow([idOf(moment)], ENDED), counts]
      : [],
  'history-is-kept': (moment) => [
    ...allow(moment.step.after['removed'] as string[], ['*']),
    ...(moment.step.op === 'cleanup' ? [{ id: '*', fields: ['returned', 'counts'] }] : []),
  ],
};
