import { isEmptyAnswer } from '@tracker/state';
import type { Allowance, Moment, Rules } from './ledger.fixture.js';

const ENDED = [
  ...['state', 'end', 'error', 'result', 'heartbeat', 'heartbeats'],
  ...['listed', 'failed', 'told', 'returned'],
];
const SILENT_SECONDS = 10;

type Seen = Readonly<Record<string, unknown>> | undefined;

const allow = (ids: readonly string[], fields: readonly string[]): Allowance[] =>
  ids.map((id) => ({ id, fields }));
const idOf = ({ step }: Moment) => step.args.id ?? '*';
const before = (moment: Moment): Seen => moment.legacy.before[idOf(moment)];
const isActive = (seen: Seen) => ['PENDING', 'RUNNING'].includes(String(seen?.['state']));
const created = ({ legacy }: Moment) =>
  Object.keys(legacy.after).filter((id) => !(id in legacy.before));

/** Those whose time or patience had run out while the tracker took them for active. */
function over({ legacy, step: { t } }: Moment, states: readonly string[]): string[] {
  return [legacy.before, legacy.after].flatMap((world) =>
    Object.entries(world)
      .filter(([, { state, start, timeout, heartbeat }]) => {
        const isLate = t - Number(start) > Number(timeout);
        const isSilent = state === 'RUNNING' && t - Number(heartbeat) > SILENT_SECONDS;
        return states.includes(String(state)) && (isLate || isSilent);
      })
      .map(([id]) => id),
  );
}

/** When the deviations from the six-state tracker come about, from what was recorded of it. */
export const SIX_STATE_RULES: Rules = {
  'truth-at-read-time': (moment) => allow(over(moment, ['RUNNING']), ENDED),
  'every-execution-ends': (moment) => allow(over(moment, ['PENDING']), ENDED),
  'no-late-write': (moment) =>
    ['start', 'complete', 'kill'].includes(moment.step.op) &&
    before(moment) &&
    !isActive(before(moment))
      ? allow([idOf(moment)], ENDED)
      : [],
  'no-sign-after-the-end': (moment) =>
    moment.step.op === 'heartbeat' && before(moment) && !isActive(before(moment))
      ? allow([idOf(moment)], ['returned', 'heartbeat', 'heartbeats'])
      : [],
  'an-answer-is-needed': (moment) =>
    moment.step.op === 'complete' &&
    !moment.step.args['error'] &&
    isEmptyAnswer(moment.step.args['result'])
      ? allow([idOf(moment)], ['state', 'error', 'failed', 'returned'])
      : [],
  'zero-is-no-limit': (moment) =>
    moment.step.op === 'register' && moment.step.args['timeout_seconds'] === 0
      ? allow(created(moment), ['*'])
      : [],
};
