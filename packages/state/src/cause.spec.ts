import {
  CAUSE_MEANING,
  CLOCK_MEANING,
  EVIDENCE_MEANING,
  FAILURE_MEANING,
  FAULT_MEANING,
} from './cause-meaning.js';
import {
  CAUSE_OF_STATE,
  DeathEvidence,
  FailureCode,
  Fault,
  TimeoutClock,
  causeSchema,
  type Cause,
} from './cause.js';
import { TERMINAL_STATES } from './transitions.js';

const failure: Cause = { kind: 'failure', code: 'agent_error', fault: 'agent' };
const timeout: Cause = { kind: 'timeout', clock: 'idle', limitMs: 10, elapsedMs: 10 };
const death: Cause = {
  kind: 'death',
  evidence: 'silence',
  lastSignAt: 0,
  limitMs: 10,
  judgedBy: 'p1',
};
const cancellation: Cause = { kind: 'cancellation', requestedAt: 5, forced: false };

it.each<Cause>([
  { kind: 'answered' },
  failure,
  { ...failure, code: 'circuit_open', dependency: 'llm:openai', detail: 'open since 3 s' },
  timeout,
  { ...timeout, clock: 'operation', operation: 'llm' },
  death,
  cancellation,
  { ...cancellation, reason: 'closed the tab', forced: true },
])('takes %p', (cause) => {
  expect(causeSchema.parse(cause)).toEqual(cause);
});

it.each<[string, object]>([
  ['a kind of its own', { kind: 'rejected' }],
  ['no kind', {}],
  ['a field too many', { kind: 'answered', detail: 'x' }],
  ['an unknown code', { ...failure, code: 'oops' }],
  ['an unknown fault', { ...failure, fault: 'nobody' }],
  ['a failure without a fault', { kind: 'failure', code: 'agent_error' }],
  ['an unknown clock', { ...timeout, clock: 'liveness' }],
  ['a clock that had not run out', { ...timeout, elapsedMs: 9 }],
  ['a limit of nothing', { ...timeout, limitMs: 0 }],
  ['an operation of another clock', { ...timeout, operation: 'llm' }],
  ['an unknown evidence', { ...death, evidence: 'hearsay' }],
  ['a death nobody judged', { ...death, judgedBy: '' }],
  ['an instant before time began', { ...death, lastSignAt: -1 }],
  ['part of a millisecond', { ...cancellation, requestedAt: 0.5 }],
  ['a cancellation that does not say if it was forced', { kind: 'cancellation', requestedAt: 5 }],
])('refuses %s', (_, cause) => {
  expect(causeSchema.safeParse(cause).success).toBe(false);
});

it('gives each terminal state a kind of cause of its own', () => {
  expect(CAUSE_OF_STATE).toEqual({
    completed: 'answered',
    failed: 'failure',
    timeout: 'timeout',
    dead: 'death',
    cancelled: 'cancellation',
  });
  expect(Object.keys(CAUSE_OF_STATE)).toEqual([...TERMINAL_STATES]);
});

it('has a meaning for every word, in the order of the words', () => {
  expect(Object.keys(CAUSE_MEANING)).toEqual(Object.values(CAUSE_OF_STATE));
  expect(Object.keys(FAILURE_MEANING)).toEqual(Object.values(FailureCode));
  expect(Object.keys(FAULT_MEANING)).toEqual(Object.values(Fault));
  expect(Object.keys(CLOCK_MEANING)).toEqual(Object.values(TimeoutClock));
  expect(Object.keys(EVIDENCE_MEANING)).toEqual(Object.values(DeathEvidence));
});

// ASSERTION: a cause has only the fields of its kind
// @ts-expect-error a field of another kind
const mixed: Cause = { kind: 'answered', clock: 'idle' };
void mixed;
