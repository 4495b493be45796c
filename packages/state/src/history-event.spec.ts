import { historyEventSchema } from './history-event.js';
import type { HistoryEventOf, HistoryEventType } from './event-shape.js';
import { EXECUTION_LIMITS } from './limits.js';

const fact = { executionId: 'e1', seq: 2, at: 100 };
const error = { kind: 'error', message: 'Please try again.' };

const POSSIBLE: Readonly<Record<HistoryEventType, object>> = {
  created: {
    ...fact,
    seq: 1,
    userId: 'u1',
    threadId: 't1',
    runId: 'r1',
    agentName: 'triage',
    attempt: 1,
    retryOf: null,
    liveness: 'heartbeat',
    limits: Object.fromEntries(EXECUTION_LIMITS.map((name) => [name, 1_000])),
    metadata: {},
  },
  state_changed: { ...fact, from: 'pending', to: 'starting', owner: 'p1' },
  phase_entered: { ...fact, from: 'starting', to: 'thinking', state: 'running' },
  progressed: { ...fact, note: null, percent: 50 },
  held: { ...fact, reason: 'approval', deadline: 200 },
  resumed: { ...fact, heldMs: 10 },
  cancel_requested: { ...fact, reason: null, deadline: 200 },
  cancel_acknowledged: fact,
  ended: {
    ...fact,
    from: 'running',
    to: 'failed',
    phase: 'failed',
    cause: { kind: 'failure', code: 'agent_error', fault: 'agent' },
    outcome: error,
  },
  delivery_overdue: { ...fact, deadline: 100 },
  acknowledged: { ...fact, by: 'web' },
};
const types = Object.keys(POSSIBLE) as HistoryEventType[];

function issues(type: HistoryEventType, change: object): string {
  const { error } = historyEventSchema.safeParse({ ...POSSIBLE[type], type, ...change });
  return error
    ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join()
    : '';
}

const completed = {
  from: 'completing',
  to: 'completed',
  phase: 'completed',
  cause: { kind: 'answered' },
  outcome: { kind: 'answer', answer: false },
};
const cancelled = {
  to: 'cancelled',
  phase: 'thinking',
  cause: { kind: 'cancellation', requestedAt: 90, forced: true },
};

it.each(types)('takes a possible event %s', (type) => {
  const event = { ...POSSIBLE[type], type };
  expect(historyEventSchema.parse(event)).toEqual(event);
});

it.each<[string, HistoryEventType, object]>([
  ['a retry', 'created', { attempt: 2, retryOf: 'e0' }],
  ['an answer', 'ended', completed],
  [
    'an answer a tool delivered',
    'ended',
    { ...completed, outcome: { kind: 'delivered', by: 'x' } },
  ],
  ['an end that leaves the phase', 'ended', cancelled],
])('takes %s (%s)', (_, type, change) => {
  expect(issues(type, change)).toBe('');
});

it.each<[string, HistoryEventType, object, string]>([
  ['a beginning in the middle', 'created', { seq: 2 }, 'seq'],
  ['a history without a beginning', 'progressed', { seq: 1 }, 'seq'],
  ['a number before the first', 'progressed', { seq: 0 }, 'seq'],
  ['a retry of nothing', 'created', { attempt: 2 }, 'retryOf'],
  ['a retry of itself', 'created', { attempt: 2, retryOf: 'e1' }, 'retryOf'],
  ['two steps at once', 'state_changed', { to: 'running' }, 'to'],
  ['a step backwards', 'state_changed', { from: 'running', to: 'starting' }, 'to'],
  ['an end that is told as a step', 'state_changed', { to: 'failed' }, 'to'],
  ['a phase the table does not lead to', 'phase_entered', { from: 'created' }, 'to'],
  ['a phase of another state', 'phase_entered', { state: 'starting' }, 'state'],
  [
    'an end that is told as a phase',
    'phase_entered',
    { from: 'thinking', to: 'failed', state: 'failed' },
    'state',
  ],
  ['a hold that ended first', 'held', { deadline: 99 }, 'deadline'],
  ['a cancel that was overdue at once', 'cancel_requested', { deadline: 99 }, 'deadline'],
  ['overdue in time', 'delivery_overdue', { deadline: 101 }, 'at'],
  ['an end the table does not have', 'ended', { ...completed, from: 'running' }, 'to'],
  ['an end out of an end', 'ended', { from: 'dead' }, 'from'],
  ['a phase of another end', 'ended', { phase: 'timeout' }, 'phase'],
  ['a phase of a state it was not in', 'ended', { ...cancelled, phase: 'created' }, 'phase'],
  ['a cause of another end', 'ended', { cause: { kind: 'answered' } }, 'cause.kind'],
  ['an answer after a failure', 'ended', { outcome: completed.outcome }, 'outcome.kind'],
  ['an error as answer', 'ended', { ...completed, outcome: error }, 'outcome.kind'],
  ['a field too many', 'resumed', { reason: 'x' }, '"reason"'],
  ['no type it knows', 'resumed', { type: 'paused' }, 'type'],
])('refuses %s (%s)', (_, type, change, where) => {
  expect(issues(type, change)).toContain(where);
});

// ASSERTION: an event has only the fields of its type
export function promises(event: HistoryEventOf<'held'>) {
  // @ts-expect-error a hold has no cause
  void event.cause;
  return event.deadline;
}
