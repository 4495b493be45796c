import {
  canEnterPhase,
  isActive,
  shortestPath,
  stateOfPhase,
  type HistoryEvent,
  type HistoryEventOf,
  type TrackerError,
} from '@tracker/state';
import type { Birth, Command, Ending } from './command.js';
import { Draft } from './draft.js';
import { begin } from './fold.js';
import { cancellation, judge, type Judgement, type Verdict } from './judge.js';
import { isLong, nextFactAt, type Passage } from './passage.js';
import type { ExecutionRecord } from './record.js';
import * as refuse from './refusal.js';
import type { UserMessage } from './user-message.js';

/** What is to be written, and what the command's author is to be told. */
export interface Decision {
  /** The record after `events`; the given one when there are none. */
  readonly next: ExecutionRecord;
  /** What happened, in order; empty when nothing changes. */
  readonly events: readonly HistoryEvent[];
  /** Why the command was refused. Events may stand beside it: the end that the clocks had already brought. */
  readonly refusal: TrackerError | undefined;
  /** The end that the clocks had brought; stands on the signs it was judged by. */
  readonly verdict: Verdict | undefined;
}

/** What a decision depends on besides record and command. */
export interface Circumstances extends Judgement {
  readonly userMessage: UserMessage;
  /** What whoever drives the execution has not told yet; undefined when there is nothing, or somebody else drives it. */
  readonly passage?: Passage | undefined;
}

/** The first fact of a new execution and its record. */
export function decideBirth(birth: Birth, now: number): Decision {
  const { executionId, userId, threadId, runId, agentName } = birth;
  const { attempt, retryOf, liveness, limits, metadata } = birth;
  // member by member: a spread makes an object that engines read more slowly, and this one is kept
  const event: HistoryEventOf<'created'> = {
    type: 'created',
    executionId,
    seq: 1,
    at: now,
    userId,
    threadId,
    runId,
    agentName,
    attempt,
    retryOf,
    liveness,
    limits,
    metadata,
  };
  return { next: begin(event), events: [event], refusal: undefined, verdict: undefined };
}

/**
 * The one rule book: what `command` does to `record`. Pure. An execution whose clocks have run out has ended,
 * so its end is among the events and the command is refused, whoever asked first.
 */
export function decide(record: ExecutionRecord, command: Command, given: Circumstances): Decision {
  // another process's clock may be ahead of this one's; in a history time never runs backwards
  const now = Math.max(given.now, record.updatedAt);
  const circumstances = now === given.now ? given : { ...given, now };
  const { userMessage } = circumstances;
  const draft = new Draft(record);
  if (given.passage && record.endedAt === null && !record.hold) draft.pass(given.passage);
  const verdict = judge(record, circumstances);
  if (verdict) draft.end(verdict.at, endingOf(verdict, userMessage));
  noteOverdue(draft, now);
  const refusal = perform(draft, command, circumstances);
  if (draft.events.length === 0) return { next: record, events: draft.events, refusal, verdict };
  return { next: draft.record, events: draft.events, refusal, verdict };
}

/** The end a verdict stands for, with the words for the user. */
export function endingOf(verdict: Verdict, userMessage: UserMessage): Ending {
  return {
    to: verdict.state,
    cause: verdict.cause,
    outcome: { kind: 'error', message: userMessage(verdict.cause) },
  };
}

function noteOverdue(draft: Draft, now: number): void {
  const { delivery } = draft.record;
  if (!delivery || delivery.acknowledgedAt !== null || delivery.overdueAt !== null) return;
  if (now > delivery.deadline) {
    draft.add(delivery.deadline, { type: 'delivery_overdue', deadline: delivery.deadline });
  }
}

type Perform<T extends Command['type']> = (
  draft: Draft,
  command: Extract<Command, { type: T }>,
  circumstances: Circumstances,
) => TrackerError | undefined;

function perform(draft: Draft, command: Command, circumstances: Circumstances) {
  if (command.type === 'settle') return undefined;
  if (command.type === 'acknowledge') return acknowledge(draft, command, circumstances);
  if (draft.record.endedAt !== null) return refuse.alreadyEnded(draft.record, command.type);
  return (PERFORM[command.type] as Perform<typeof command.type>)(
    draft,
    command as never,
    circumstances,
  );
}

const advance: Perform<'advance'> = (draft, { to, owner }, { now }) => {
  const { record } = draft;
  if (!shortestPath(record.state, to)) return refuse.illegalTransition(record, to);
  if (record.hold) return refuse.onHold(record, `move to "${to}"`);
  draft.walk(now, to, owner);
  return undefined;
};

const claim: Perform<'claim'> = (draft, { owner }, { now }) => {
  const { record } = draft;
  if (record.startedAt !== null || record.liveness !== 'process') {
    const meant = 'one that nobody has begun, created with liveness "process"';
    return refuse.notApplicable(record, 'claim', meant);
  }
  draft.walk(now, 'running', owner);
  return undefined;
};

const enterPhase: Perform<'enter_phase'> = (draft, { phase, owner }, { now }) => {
  const { record } = draft;
  if (!canEnterPhase(record.phase, phase)) return refuse.illegalPhase(record, phase);
  if (!isActive(stateOfPhase(phase))) return refuse.endPhase(record, phase);
  if (record.hold) return refuse.onHold(record, `enter phase "${phase}"`);
  const to = stateOfPhase(phase);
  if (to === record.state && isTooSoon(draft, now)) {
    return refuse.tooManyFacts(record, nextFactAt(record));
  }
  // the fact that work began says who does it; it enters the same phase
  if (owner !== undefined && record.startedAt === null && to === 'starting') {
    draft.walk(now, to, owner);
  } else {
    draft.enterPhase(now, phase);
  }
  return undefined;
};

/** Whether a long history would get another fact too soon after its last one. */
function isTooSoon({ record, events }: Draft, now: number): boolean {
  // what this very decision has told counts as one with what follows
  return isLong(record) && events.length === 0 && now < nextFactAt(record);
}

const progress: Perform<'progress'> = (draft, { note, percent }, { now }) => {
  if (isTooSoon(draft, now)) return refuse.tooManyFacts(draft.record, nextFactAt(draft.record));
  draft.add(now, { type: 'progressed', note, percent });
  return undefined;
};

const hold: Perform<'hold'> = (draft, { reason, timeoutMs }, { now }) => {
  const { record } = draft;
  if (record.state !== 'running' || record.hold) {
    return refuse.notApplicable(record, 'hold', 'a running execution that is not on hold');
  }
  if (isTooSoon(draft, now)) return refuse.tooManyFacts(record, nextFactAt(record));
  const left = record.limits.holdTimeoutMs - record.heldMs;
  if (left < (timeoutMs ?? 1)) return refuse.holdTooLong(record, timeoutMs, left);
  const deadline = now + (timeoutMs ?? left);
  draft.add(now, { type: 'held', reason, deadline });
  return undefined;
};

const resume: Perform<'resume'> = (draft, _, { now }) => {
  const { record } = draft;
  if (!record.hold) return refuse.notApplicable(record, 'resume', 'an execution on hold');
  draft.add(now, { type: 'resumed', heldMs: Math.max(0, now - record.hold.since) });
  return undefined;
};

const requestCancel: Perform<'request_cancel'> = (draft, { reason }, { now, userMessage }) => {
  const { record } = draft;
  if (record.cancel) return undefined;
  draft.add(now, { type: 'cancel_requested', reason, deadline: now + record.limits.cancelGraceMs });
  // nobody has begun to work on it, so there is nobody to wait for
  if (record.startedAt === null) draft.end(now, cancelled(draft, now, userMessage));
  return undefined;
};

const acknowledgeCancel: Perform<'acknowledge_cancel'> = (draft, _, { now, userMessage }) => {
  const { record } = draft;
  if (!record.cancel) {
    return refuse.notApplicable(record, 'acknowledge a cancel', 'one whose cancel was requested');
  }
  draft.add(now, { type: 'cancel_acknowledged' });
  draft.end(now, cancelled(draft, now, userMessage));
  return undefined;
};

const end: Perform<'end'> = (draft, { ending }, { now, userMessage }) => {
  const answersRequest = ending.to === 'cancelled' && draft.record.cancel !== null;
  draft.end(now, answersRequest ? cancelled(draft, now, userMessage) : ending);
  return undefined;
};

const acknowledge: Perform<'acknowledge'> = (draft, { by }, { now }) => {
  const { record } = draft;
  const endedJustNow = draft.events.some(({ type }) => type === 'ended');
  // nobody can have seen an outcome that this very decision brings
  if (!record.delivery || endedJustNow) {
    const meant = endedJustNow ? 'one whose end could be seen before' : 'one that has ended';
    return refuse.notApplicable(record, 'acknowledge', meant);
  }
  if (record.delivery.acknowledgedAt === null) draft.add(now, { type: 'acknowledged', by });
  return undefined;
};

const PERFORM = {
  advance,
  claim,
  enter_phase: enterPhase,
  progress,
  hold,
  resume,
  request_cancel: requestCancel,
  acknowledge_cancel: acknowledgeCancel,
  end,
} satisfies { [T in Exclude<Command['type'], 'settle' | 'acknowledge'>]: Perform<T> };

function cancelled({ record }: Draft, now: number, userMessage: UserMessage): Ending {
  const cause = cancellation(record, now, false);
  return { to: 'cancelled', cause, outcome: { kind: 'error', message: userMessage(cause) } };
}
