import {
  AgentExecutionPhase,
  ExecutionState,
  canEnterPhase,
  isEmptyAnswer,
  shortestPath,
} from '@tracker/state';
import type { Allowance, Moment, Rules } from './ledger.fixture.js';
import type { Json } from './trace.fixture.js';

/** What an early or late end brings with it. */
const ENDED = [
  'state',
  'completed',
  'error',
  'result',
  'alive',
  'terminal',
  'updated',
  'last_heartbeat',
  'phase',
  'listed',
  'returned',
  'told',
  'heartbeats',
  'metadata',
  'history',
];
const ANY = ['*'];

const ENDS = ['COMPLETED', 'FAILED', 'TIMEOUT', 'CIRCUIT_BREAKER_OPEN'];
const PHASE_OF = AgentExecutionPhase as Readonly<Record<string, AgentExecutionPhase>>;
const STATE_OF = ExecutionState as Readonly<Record<string, ExecutionState>>;
const stateName = (seen: Readonly<Record<string, unknown>> | undefined) =>
  String(seen?.['state'] ?? '').replace('ExecutionState.', '');
const allow = (ids: readonly string[], fields: readonly string[]): Allowance[] =>
  ids.map((id) => ({ id, fields }));
const idOf = ({ step }: Moment) => step.args.id ?? '*';
const lists = ({ step }: Moment, list: 'dead' | 'timed_out' | 'removed') =>
  step.after[list] as readonly string[];
const created = ({ legacy }: Moment) =>
  Object.keys(legacy.after).filter((id) => !(id in legacy.before));
const isCreate = ({ step }: Moment) => step.op === 'create' || step.op === 'create_full';

/** The state that a call names as an end. */
function namedEnd({ step }: Moment): string | undefined {
  const { op, args } = step;
  if (op === 'complete') return 'COMPLETED';
  if (op === 'fail') return 'FAILED';
  return op === 'update' ? String(args['state']) : undefined;
}

/** When the deviations from the nine-state tracker come about, from what was recorded of it. */
export const AGENT_RULES: Rules = {
  'truth-at-read-time': (moment) => {
    const { legacy, step } = moment;
    const over = [...lists(moment, 'timed_out'), ...lists(moment, 'dead')].filter(
      (id) =>
        legacy.after[id]?.['alive'] &&
        (stateName(legacy.after[id]) !== 'PENDING' || lists(moment, 'timed_out').includes(id)),
    );
    const ended =
      step.op === 'sweep'
        ? Object.keys(legacy.after).filter(
            (id) => legacy.before[id]?.['alive'] && legacy.after[id]?.['terminal'],
          )
        : [];
    return allow([...over, ...ended], ENDED);
  },
  'only-the-started-die': (moment) => {
    const { legacy } = moment;
    const pending = lists(moment, 'dead').filter((id) => stateName(legacy.after[id]) === 'PENDING');
    return allow(pending, ENDED);
  },
  'phase-follows-state': (moment) => {
    const { legacy, ours, step } = moment;
    const moved = Object.keys(legacy.after).filter(
      (id) =>
        stateName(legacy.after[id]) !== stateName(legacy.before[id]) ||
        stateName(ours.after[id]) !== stateName(ours.before[id]),
    );
    const isEnd = ENDS.includes(String(step.args['phase']));
    const byPhase =
      step.op === 'transition' ? allow([idOf(moment)], isEnd ? ENDED : ['phase', 'state']) : [];
    return [...allow(moved, ['phase']), ...byPhase];
  },
  'phase-table-is-kept': (moment) => {
    const { ours, step } = moment;
    const before = ours.before[idOf(moment)];
    if (step.op !== 'transition' || !before) return [];
    const to = PHASE_OF[String(step.args['phase'])];
    const from = PHASE_OF[String(before['phase']).replace('AgentExecutionPhase.', '')];
    const isLegal =
      to !== undefined && from !== undefined && before['alive'] && canEnterPhase(from, to);
    return isLegal
      ? []
      : allow([idOf(moment)], ['phase', 'history', 'returned', 'updated', 'last_heartbeat']);
  },
  'time-belongs-to-its-phase': (moment) => {
    const before = moment.legacy.before[idOf(moment)];
    if (moment.step.op !== 'transition' || !before) return [];
    const last =
      (before['history'] as readonly (readonly unknown[])[]).at(-1)?.[2] ?? before['started'];
    return before['updated'] === last ? [] : allow([idOf(moment)], ['history', 'returned']);
  },
  'no-way-back': (moment) => {
    const to = STATE_OF[namedEnd(moment) ?? ''];
    const from = STATE_OF[stateName(moment.ours.before[idOf(moment)])];
    const isBack = to !== undefined && from !== undefined && to !== from && !shortestPath(from, to);
    return isBack ? allow([idOf(moment)], ['state', 'returned', 'phase', 'updated']) : [];
  },
  'an-answer-is-needed': (moment) =>
    namedEnd(moment) === 'COMPLETED' && isEmptyAnswer(moment.step.args['result'])
      ? allow([idOf(moment)], ['state', 'error', 'phase'])
      : [],
  'falsy-answers-count': (moment) => {
    const { result } = moment.step.args;
    return result === 0 || result === false ? allow([idOf(moment)], ['result']) : [];
  },
  'death-is-a-verdict': (moment) =>
    namedEnd(moment) === 'DEAD' ? allow([idOf(moment)], ['state', 'error', 'phase']) : [],
  'an-end-says-why': (moment) =>
    namedEnd(moment) === 'FAILED' || namedEnd(moment) === 'TIMEOUT'
      ? allow([idOf(moment)], ['error'])
      : [],
  'nothing-from-nothing': (moment) => (isCreate(moment) ? [] : allow(created(moment), ANY)),
  'refused-changes-nothing': (moment) => [
    ...(moment.step.exception && isCreate(moment) ? allow(created(moment), ANY) : []),
    ...(moment.step.exception && moment.step.op === 'set_timeout'
      ? allow([idOf(moment)], ['returned', 'timeout_config', 'timeout_seconds', 'cb'])
      : []),
    ...(moment.step.op === 'sweep' || moment.step.op === 'detect'
      ? [{ id: '*', fields: ['monitor_error', 'returned'] }]
      : []),
  ],
  'zero-is-no-limit': (moment) =>
    moment.step.op === 'create' && moment.step.args['timeout_seconds'] === 0
      ? allow(created(moment), ANY)
      : [],
  'nothing-is-born-ended': (moment) =>
    moment.step.op === 'create_full' &&
    ['COMPLETED', 'FAILED', 'TIMEOUT', 'DEAD', 'CANCELLED'].includes(
      String(moment.step.args['initial_state']),
    )
      ? allow(created(moment), ANY)
      : [],
  'a-state-is-its-word': (moment) => {
    const raw = (moment.step.args['state'] as { $raw?: unknown } | undefined)?.$raw;
    return typeof raw === 'string' ? allow([idOf(moment)], ENDED) : [];
  },
  'fractions-count': (moment) => {
    const { op, args } = moment.step;
    const { timeout_seconds, agent_execution_timeout } = (args['timeout_config'] ??
      args['config'] ??
      {}) as Readonly<Record<string, number>>;
    const isFraction = (timeout_seconds ?? agent_execution_timeout ?? 0) % 1 !== 0;
    return isFraction
      ? allow(op === 'create_full' ? created(moment) : [idOf(moment)], [
          'timeout_seconds',
          ...ENDED,
        ])
      : [];
  },
  'one-limit': (moment) => {
    const told = (moment.step.result ?? {}) as Readonly<Record<string, Json>>;
    const { timeout_seconds } = (told['timeout_status'] ?? told) as typeof told;
    const kept = moment.legacy.after[idOf(moment)]?.['timeout_seconds'];
    const isAsked = ['check_timeout', 'full'].includes(moment.step.op);
    return isAsked && timeout_seconds !== kept ? allow([idOf(moment)], ['returned']) : [];
  },
  'half-open-starts-anew': (moment) => {
    const [before, after] = [moment.legacy.before, moment.legacy.after].map(
      (world) =>
        world[idOf(moment)]?.['cb'] as Readonly<Record<string, number | string>> | undefined,
    );
    const isStale =
      before && after && before['state'] !== 'half_open' && Number(before['successes']) > 0;
    const staysHalfOpen =
      after?.['state'] === 'half_open' && Number(after['failures']) > Number(before?.['failures']);
    const keeps = after && after['state'] !== 'half_open' && Number(after['successes']) > 0;
    return isStale || staysHalfOpen || keeps ? allow([idOf(moment)], ['cb', 'returned']) : [];
  },
  'history-is-kept': (moment) => allow(lists(moment, 'removed'), ANY),
};
