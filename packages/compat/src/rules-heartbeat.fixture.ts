import type { Allowance, Moment, Rules } from './ledger.fixture.js';

const allow = (ids: readonly string[], fields: readonly string[]): Allowance[] =>
  ids.map((id) => ({ id, fields }));

const everyone: Allowance = { id: '*', fields: ['returned'] };

/** Seconds of silence that six misses of five seconds stand for. */
const SILENT_SECONDS = 30;

const isDead = (seen: Readonly<Record<string, unknown>> | undefined) => seen?.['alive'] === false;

/** Those of which more has gone by, since their last heartbeat, than rounds have counted. */
function uncounted({ legacy, step: { t } }: Moment): string[] {
  return Object.entries(legacy.after)
    .filter(([, { last, missed }]) => Math.ceil((t - Number(last)) / 5) - 1 !== Number(missed))
    .map(([id]) => id);
}

/** Those that are silent for too long, whether or not a round has counted it. */
function silent({ legacy, step: { t } }: Moment): string[] {
  return Object.entries(legacy.after)
    .filter(([, { last }]) => t - Number(last) > SILENT_SECONDS)
    .map(([id]) => id);
}

/** When the deviations from the heartbeat monitor come about, from what was recorded of it. */
export const HEARTBEAT_RULES: Rules = {
  'the-dead-stay-dead': (moment) => {
    const { op, args } = moment.step;
    const id = String(args.id);
    const wakes =
      (op === 'beat' || op === 'revive') &&
      (isDead(moment.legacy.before[id]) || isDead(moment.ours.before[id]));
    return wakes ? [...allow([id], ['alive', 'last', 'missed', 'told', 'returned']), everyone] : [];
  },
  'silence-is-measured': (moment) => {
    const over = silent(moment);
    return [
      ...allow(uncounted(moment), ['missed']),
      ...allow(over, ['missed', 'alive', 'told', 'returned', 'last']),
      ...(over.length > 0 ? [everyone] : []),
    ];
  },
};
