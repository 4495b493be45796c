import type { HistoryEvent, HistoryEventOf } from '@tracker/state';
import { EMPTY_TALLY, charge, combine, type PhaseStats } from './phase-tally.js';
import type { DraftRecord, ExecutionRecord } from './record.js';
import { BEGINNING, move } from './whereabouts.js';

/** The record that the first fact of a history brings into being. */
export function begin(event: HistoryEventOf<'created'>): DraftRecord {
  const { limits, at } = event;
  return {
    id: event.executionId,
    userId: event.userId,
    threadId: event.threadId,
    runId: event.runId,
    agentName: event.agentName,
    attempt: event.attempt,
    retryOf: event.retryOf,
    liveness: event.liveness,
    limits,
    metadata: event.metadata as ExecutionRecord['metadata'],
    createdAt: at,
    endsBy: at + limits.startTimeoutMs + limits.executionTimeoutMs + limits.holdTimeoutMs,
    version: event.seq,
    updatedAt: at,
    state: BEGINNING.state,
    phase: BEGINNING.phase,
    phaseEnteredAt: at,
    phases: EMPTY_TALLY,
    progressAt: at,
    progress: null,
    owner: null,
    startedAt: null,
    runningAt: null,
    hold: null,
    heldMs: 0,
    cancel: null,
    endedAt: null,
    cause: null,
    outcome: null,
    delivery: null,
  };
}

/** The record after its whole history. Throws a RangeError when the history does not begin with `created`. */
export function fold(history: readonly HistoryEvent[]): ExecutionRecord {
  const [first, ...rest] = history;
  if (first?.type !== 'created') {
    throw new RangeError(`a history begins with "created", not with "${first?.type ?? 'nothing'}"`);
  }
  const record = begin(first);
  for (const event of rest) apply(record, event);
  return record;
}

/** Lets one fact happen to a draft. A record's fields change nowhere else, and where it is only in `move`. */
export function apply(draft: DraftRecord, event: HistoryEvent): void {
  draft.version = event.seq;
  draft.updatedAt = event.at;
  note(draft, event);
  move(draft, event);
  if (draft.state === 'starting') draft.startedAt ??= event.at;
  if (draft.state === 'running') draft.runningAt ??= event.at;
}

/** What a fact changes of an execution that is still where it was. */
function note(draft: DraftRecord, event: HistoryEvent): void {
  switch (event.type) {
    case 'created':
      throw new RangeError(`execution ${event.executionId} is created twice`);
    case 'state_changed':
      leave(draft, event.at);
      draft.progressAt = event.at;
      if (event.owner !== null) draft.owner = event.owner;
      return;
    case 'phase_entered':
      if (event.passed) leaveSeveral(draft, event.at, event.passed);
      else leave(draft, event.at);
      draft.progressAt = event.at;
      return;
    case 'progressed':
      draft.progressAt = event.at;
      draft.progress = { note: event.note, percent: event.percent };
      return;
    case 'held':
      draft.hold = { reason: event.reason, since: event.at, deadline: event.deadline };
      return;
    case 'resumed':
      return release(draft, event.at);
    case 'cancel_requested':
      draft.cancel = {
        requestedAt: event.at,
        deadline: event.deadline,
        reason: event.reason,
        acknowledgedAt: null,
      };
      return;
    default:
      return noteClosing(draft, event);
  }
}

type Closing = 'cancel_acknowledged' | 'ended' | 'delivery_overdue' | 'acknowledged';

function noteClosing(draft: DraftRecord, event: HistoryEventOf<Closing>): void {
  switch (event.type) {
    case 'cancel_acknowledged':
      if (draft.cancel) draft.cancel = { ...draft.cancel, acknowledgedAt: event.at };
      return;
    case 'ended':
      return noteEnd(draft, event);
    case 'delivery_overdue':
      if (draft.delivery) draft.delivery = { ...draft.delivery, overdueAt: event.at };
      return;
    case 'acknowledged':
      if (draft.delivery) {
        draft.delivery = {
          ...draft.delivery,
          acknowledgedAt: event.at,
          acknowledgedBy: event.by,
        };
      }
  }
}

function noteEnd(draft: DraftRecord, event: HistoryEventOf<'ended'>): void {
  if (draft.hold) release(draft, event.at);
  leave(draft, event.at);
  draft.endedAt = event.at;
  draft.cause = event.cause;
  draft.outcome = event.outcome as ExecutionRecord['outcome'];
  draft.delivery = {
    deadline: event.at + draft.limits.deliveryTimeoutMs,
    acknowledgedAt: null,
    acknowledgedBy: null,
    overdueAt: null,
  };
}

/** Leaves the present phase, charging it the time since it was entered. */
function leave(draft: DraftRecord, at: number): void {
  draft.phases = charge(draft.phases, draft.phase, at - draft.phaseEnteredAt);
  draft.phaseEnteredAt = at;
}

/** Leaves the present phase and others that were gone through since; one fact sums up all the stays. */
function leaveSeveral(draft: DraftRecord, at: number, passed: PhaseStats): void {
  draft.phases = combine(draft.phases, passed);
  draft.phaseEnteredAt = at;
}

function release(draft: DraftRecord, at: number): void {
  if (!draft.hold) return;
  draft.heldMs += at - draft.hold.since;
  draft.hold = null;
  draft.progressAt = at;
}
