import {
  ExecutionState,
  phaseAfter,
  type AgentExecutionPhase,
  type CancelRequest,
  type Cause,
  type Delivery,
  type Execution,
  type Hold,
  type HistoryEvent,
  type HistoryEventOf,
  type HistoryEventType,
  type Outcome,
} from '@tracker/state';

/** What every state of an execution has in common. */
type Common = Pick<
  Execution,
  | 'id'
  | 'userId'
  | 'threadId'
  | 'runId'
  | 'agentName'
  | 'attempt'
  | 'retryOf'
  | 'version'
  | 'liveness'
  | 'limits'
  | 'metadata'
  | 'createdAt'
  | 'updatedAt'
  | 'endsBy'
  | 'phaseEnteredAt'
  | 'phases'
  | 'progressAt'
  | 'progress'
  | 'heldMs'
  | 'cancel'
>;

/** An execution as its history tells it, all states in one shape. */
export interface Rebuilt extends Common {
  readonly state: ExecutionState;
  readonly phase: AgentExecutionPhase;
  readonly owner: string | null;
  readonly startedAt: number | null;
  readonly runningAt: number | null;
  readonly hold: Hold | null;
  readonly endedAt: number | null;
  readonly cause: Cause | null;
  readonly outcome: Outcome | null;
  readonly delivery: Delivery | null;
}

/** The execution that a `created` fact brings into being. */
export function born(event: HistoryEventOf<'created'>): Rebuilt {
  const { executionId, seq, at, type: _, ...given } = event;
  const { startTimeoutMs, executionTimeoutMs, holdTimeoutMs } = given.limits;
  return {
    ...given,
    id: executionId,
    version: seq,
    createdAt: at,
    updatedAt: at,
    endsBy: at + startTimeoutMs + executionTimeoutMs + holdTimeoutMs,
    state: ExecutionState.PENDING,
    phase: phaseAfter('created', ExecutionState.PENDING),
    phaseEnteredAt: at,
    phases: {},
    progressAt: at,
    progress: null,
    heldMs: 0,
    cancel: null,
    owner: null,
    startedAt: null,
    runningAt: null,
    hold: null,
    endedAt: null,
    cause: null,
    outcome: null,
    delivery: null,
  };
}

type Change = Partial<Rebuilt>;

/** The present stay is over and counted, another phase begins. */
function intoPhase(before: Rebuilt, phase: AgentExecutionPhase, at: number): Change {
  const { count, totalMs } = before.phases[before.phase] ?? { count: 0, totalMs: 0 };
  const stay = { count: count + 1, totalMs: totalMs + at - before.phaseEnteredAt };
  return { phase, phaseEnteredAt: at, phases: { ...before.phases, [before.phase]: stay } };
}

/** Several stays are over and counted, another phase has begun. */
function through(
  before: Rebuilt,
  passed: Rebuilt['phases'],
  now: Pick<Rebuilt, 'phase' | 'phaseEnteredAt'>,
): Change {
  const phases = { ...before.phases };
  for (const [name, stay] of Object.entries(passed)) {
    const phase = name as AgentExecutionPhase;
    const { count, totalMs } = phases[phase] ?? { count: 0, totalMs: 0 };
    phases[phase] = { count: count + stay.count, totalMs: totalMs + stay.totalMs };
  }
  return { ...now, phases };
}

function intoState(before: Rebuilt, state: ExecutionState, at: number): Change {
  const starts = state === ExecutionState.STARTING && before.startedAt === null;
  const runs = state === ExecutionState.RUNNING && before.runningAt === null;
  return { state, ...(starts && { startedAt: at }), ...(runs && { runningAt: at }) };
}

function offHold({ hold, heldMs }: Rebuilt, at: number): Change {
  if (!hold) return {};
  return { hold: null, heldMs: heldMs + at - hold.since, progressAt: at };
}

function delivered(before: Rebuilt, change: Partial<Delivery>): Change {
  return before.delivery ? { delivery: { ...before.delivery, ...change } } : {};
}

function cancelOf(event: HistoryEventOf<'cancel_requested'>): CancelRequest {
  const { at, deadline, reason } = event;
  return { requestedAt: at, deadline, reason, acknowledgedAt: null };
}

function ending(before: Rebuilt, event: HistoryEventOf<'ended'>): Change {
  const { at, to, phase, cause, outcome } = event;
  const deadline = at + before.limits.deliveryTimeoutMs;
  return {
    ...offHold(before, at),
    ...intoPhase(before, phase, at),
    state: to,
    endedAt: at,
    cause,
    outcome,
    delivery: { deadline, acknowledgedAt: null, acknowledgedBy: null, overdueAt: null },
  };
}

const CHANGE: {
  readonly [T in HistoryEventType]: (before: Rebuilt, event: HistoryEventOf<T>) => Change;
} = {
  created: () => ({}),
  state_changed: (before, { to, at, owner }) => ({
    ...intoPhase(before, phaseAfter(before.phase, to), at),
    ...intoState(before, to, at),
    progressAt: at,
    owner: owner ?? before.owner,
  }),
  phase_entered: (before, { to, state, at, passed }) => ({
    ...(passed
      ? through(before, passed, { phase: to, phaseEnteredAt: at })
      : intoPhase(before, to, at)),
    ...intoState(before, state, at),
    progressAt: at,
  }),
  progressed: (_, { at, note, percent }) => ({ progressAt: at, progress: { note, percent } }),
  held: (_, { at, reason, deadline }) => ({ hold: { reason, since: at, deadline } }),
  resumed: (before, { at }) => offHold(before, at),
  cancel_requested: (_, event) => ({ cancel: cancelOf(event) }),
  cancel_acknowledged: ({ cancel }, { at }) =>
    cancel ? { cancel: { ...cancel, acknowledgedAt: at } } : {},
  ended: ending,
  delivery_overdue: (before, { at }) => delivered(before, { overdueAt: at }),
  acknowledged: (before, { at, by }) =>
    delivered(before, { acknowledgedAt: at, acknowledgedBy: by }),
};

/** The execution after one more fact. */
export function after(before: Rebuilt, event: HistoryEvent): Rebuilt {
  const change = CHANGE[event.type] as (before: Rebuilt, event: HistoryEvent) => Change;
  return { ...before, version: event.seq, updatedAt: event.at, ...change(before, event) };
}

/** The execution after its whole history; undefined when that does not begin with its creation. */
export function rebuild(history: readonly HistoryEvent[]): Rebuilt | undefined {
  const [first, ...rest] = history;
  if (first?.type !== 'created') return undefined;
  return rest.reduce(after, born(first));
}
