import { executionSchema } from './execution.js';
import type { Execution, ExecutionIn } from './execution-shape.js';
import { EXECUTION_STATES } from './execution-state.js';
import { EXECUTION_LIMITS } from './limits.js';
import type { PhaseOfState } from './phase-state.js';

const always = {
  id: 'e1',
  userId: 'u1',
  threadId: 't1',
  runId: 'r1',
  agentName: 'triage',
  attempt: 1,
  retryOf: null,
  version: 3,
  liveness: 'process',
  limits: Object.fromEntries(EXECUTION_LIMITS.map((name) => [name, 1_000])),
  metadata: { tier: 'free' },
  createdAt: 100,
  updatedAt: 400,
  endsBy: 3_100,
  phaseEnteredAt: 300,
  phases: { created: { count: 1, totalMs: 10 } },
  progressAt: 300,
  progress: { note: 'reading', percent: 40 },
  heldMs: 0,
  cancel: null,
};
const started = { ...always, owner: 'p1', startedAt: 200 };
const ran = { ...started, runningAt: 300 };
const error = { kind: 'error', message: 'Please try again.' };
const delivery = { deadline: 1_400, acknowledgedAt: null, acknowledgedBy: null, overdueAt: null };
const ended = { ...ran, endedAt: 400, delivery };
const asked = { kind: 'cancellation', requestedAt: 350, forced: false };
const death = { kind: 'death', evidence: 'silence', lastSignAt: 90, limitMs: 5, judgedBy: 'p2' };

const POSSIBLE = {
  pending: { ...always, state: 'pending', phase: 'created' },
  starting: { ...started, state: 'starting', phase: 'starting' },
  running: { ...ran, state: 'running', phase: 'thinking', hold: null },
  completing: { ...ran, state: 'completing', phase: 'completing' },
  completed: {
    ...ended,
    state: 'completed',
    phase: 'completed',
    cause: { kind: 'answered' },
    outcome: { kind: 'answer', answer: 42 },
  },
  failed: {
    ...ended,
    state: 'failed',
    phase: 'failed',
    cause: { kind: 'failure', code: 'agent_error', fault: 'agent' },
    outcome: error,
  },
  timeout: {
    ...ended,
    state: 'timeout',
    phase: 'timeout',
    cause: { kind: 'timeout', clock: 'idle', limitMs: 10, elapsedMs: 12 },
    outcome: error,
  },
  dead: { ...ended, state: 'dead', phase: 'thinking', cause: death, outcome: error },
  cancelled: {
    ...ended,
    state: 'cancelled',
    phase: 'thinking',
    cause: asked,
    outcome: error,
  },
} as const;
type State = keyof typeof POSSIBLE;

/** The paths of the issues; empty when it parsed. */
function issues(input: unknown): readonly string[] {
  const { error } = executionSchema.safeParse(input);
  return error ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
}

const hold = { reason: 'approval', since: 350, deadline: 900 };
const cancel = { requestedAt: 350, deadline: 900, reason: null, acknowledgedAt: null };
const acknowledged = { ...delivery, acknowledgedAt: 400, acknowledgedBy: 'web' };
const early = { startedAt: null, runningAt: null };

it.each(EXECUTION_STATES)('takes a possible execution that is %s', (state) => {
  expect(executionSchema.parse(POSSIBLE[state])).toEqual(POSSIBLE[state]);
});

it.each<[string, State, object]>([
  ['on hold', 'running', { hold }],
  ['with a cancel requested', 'running', { cancel }],
  ['that was on hold', 'completing', { heldMs: 20 }],
  ['without an owner', 'starting', { owner: null }],
  ['that is a retry', 'pending', { attempt: 2, retryOf: 'e0' }],
  ['whose answer a tool delivered', 'completed', { outcome: { kind: 'delivered', by: 'mail' } }],
  ['that was acknowledged', 'completed', { delivery: acknowledged }],
  ['that nobody fetched in time', 'failed', { delivery: { ...delivery, overdueAt: 1_401 } }],
  ['that was never started', 'timeout', { ...early, owner: null }],
  ['that died before it ran', 'dead', { runningAt: null, phase: 'starting' }],
  ['that was cancelled at once', 'cancelled', { ...early, phase: 'created' }],
  [
    'that met an open breaker',
    'failed',
    {
      phase: 'circuit_breaker_open',
      cause: { kind: 'failure', code: 'circuit_open', fault: 'infrastructure' },
    },
  ],
])('takes one %s (%s)', (_, state, change) => {
  expect(issues({ ...POSSIBLE[state], ...change })).toEqual([]);
});

it.each<[string, State, object, string]>([
  ['an outcome before the end', 'running', { outcome: error }, '"outcome"'],
  ['a cause before the end', 'pending', { cause: { kind: 'answered' } }, '"cause"'],
  ['an end that is none', 'completing', { endedAt: 400 }, '"endedAt"'],
  ['an owner before the start', 'pending', { owner: 'p1' }, '"owner"'],
  ['a hold outside running', 'completing', { hold }, '"hold"'],
  ['a hold after the end', 'dead', { hold: null }, '"hold"'],
  ['an end without a cause', 'failed', { cause: undefined }, 'cause'],
  ['an end without an outcome', 'completed', { outcome: undefined }, 'outcome'],
  ['a cause of another end', 'timeout', { cause: death }, 'cause.kind'],
  ['an error as answer', 'completed', { outcome: error }, 'outcome.kind'],
  ['an answer after a failure', 'failed', { outcome: { kind: 'answer', answer: 1 } }, 'outcome'],
  ['an empty answer', 'completed', { outcome: { kind: 'answer', answer: ' ' } }, 'outcome.answer'],
  ['a phase of another state', 'running', { phase: 'created' }, 'phase'],
  ['a field nobody knows', 'running', { note: 'x' }, '"note"'],
  ['no user', 'running', { userId: '' }, 'userId'],
  ['part of a millisecond', 'running', { heldMs: 0.5 }, 'heldMs'],
  ['no life before its end', 'pending', { endsBy: 99 }, 'endsBy'],
  ['a start before its creation', 'starting', { startedAt: 99 }, 'startedAt'],
  ['a run before its start', 'running', { runningAt: 199 }, 'runningAt'],
  ['an end before its run', 'failed', { endedAt: 299 }, 'endedAt'],
  ['a change after the last one', 'failed', { updatedAt: 399 }, 'updatedAt'],
  ['a phase not yet entered', 'running', { phaseEnteredAt: 401 }, 'updatedAt'],
  ['progress before its creation', 'running', { progressAt: 99 }, 'progressAt'],
  ['a hold that ended first', 'running', { hold: { ...hold, deadline: 349 } }, 'hold.deadline'],
  ['a hold before it ran', 'running', { hold: { ...hold, since: 299 } }, 'hold.since'],
  ['a cancel overdue at once', 'running', { cancel: { ...cancel, deadline: 349 } }, 'deadline'],
  ['a cancel foreseen', 'running', { cancel: { ...cancel, acknowledgedAt: 349 } }, 'acknowledged'],
  ['a last sign after death', 'dead', { cause: { ...death, lastSignAt: 401 } }, 'endedAt'],
  ['a request after its end', 'cancelled', { cause: { ...asked, requestedAt: 401 } }, 'endedAt'],
  ['an overdue end', 'failed', { delivery: { ...delivery, deadline: 399 } }, 'delivery.deadline'],
  ['overdue in time', 'failed', { delivery: { ...delivery, overdueAt: 1_399 } }, 'overdueAt'],
  [
    'a word before the end',
    'failed',
    { delivery: { ...acknowledged, acknowledgedAt: 1 } },
    'ackno',
  ],
  ['a reader of nothing', 'failed', { delivery: { ...delivery, acknowledgedBy: 'x' } }, 'nobody'],
  ['a run without a start', 'failed', { startedAt: null }, 'startedAt'],
  ['an answer without a run', 'completed', { ...early }, 'phase'],
  ['a thought without a run', 'dead', { runningAt: null }, 'phase'],
  ['a beginning after a run', 'cancelled', { phase: 'created' }, 'phase'],
  ['a hold without a run', 'starting', { heldMs: 1 }, 'heldMs'],
  ['a retry of nothing', 'pending', { attempt: 2 }, 'retryOf'],
  ['a first attempt that is a retry', 'pending', { retryOf: 'e0' }, 'retryOf'],
  ['a retry of itself', 'pending', { attempt: 2, retryOf: 'e1' }, 'retryOf'],
  ['two requests to cancel', 'cancelled', { cancel: { ...cancel, requestedAt: 340 } }, 'requested'],
  ['a breaker that was not open', 'failed', { phase: 'circuit_breaker_open' }, 'cause.code'],
  ['a percentage beyond all', 'running', { progress: { note: null, percent: 101 } }, 'percent'],
])('refuses %s (%s)', (_, state, change, where) => {
  expect(issues({ ...POSSIBLE[state], ...change }).join('\n')).toContain(where);
});

it('says which state was given when there is no such state', () => {
  expect(issues({ ...POSSIBLE.running, state: 'RUNNING' })).toEqual([
    expect.stringContaining('state: Expected an execution state, got the string "RUNNING".'),
  ]);
  expect(issues([])).toHaveLength(1);
  expect(issues(null)).toHaveLength(1);
});

it('lets no execution of one state pass for one of another', () => {
  for (const from of EXECUTION_STATES) {
    for (const state of EXECUTION_STATES) {
      if (state !== from) expect(issues({ ...POSSIBLE[from], state })).not.toEqual([]);
    }
  }
});

// ASSERTION: each arm has only its own fields
export function promises(execution: Execution, running: ExecutionIn<'running'>) {
  // @ts-expect-error only an ended execution has an outcome
  void running.outcome;
  // @ts-expect-error not every execution has a cause
  void execution.cause;
  if (execution.state === 'dead') void execution.cause.lastSignAt;
  const phase: PhaseOfState<'running'> = 'thinking';
  return phase;
}
