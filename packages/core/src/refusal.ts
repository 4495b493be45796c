import {
  MAX_DETAILED_FACTS,
  TrackerError,
  TrackerErrorCode,
  isActive,
  legalMoves,
  legalPhases,
  stateOfPhase,
  type AgentExecutionPhase,
  type ExecutionState,
} from '@tracker/state';
import type { ExecutionRecord } from './record.js';

/** The move is not in the state table, not even over several steps. */
export function illegalTransition(record: ExecutionRecord, to: ExecutionState): TrackerError {
  const allowed = legalMoves(record.state);
  return new TrackerError({
    code: TrackerErrorCode.ILLEGAL_TRANSITION,
    message:
      `Execution ${record.id} is "${record.state}" and can't move to "${to}"; ` +
      `from here it can move to ${list(allowed)} and what lies beyond.`,
    details: { executionId: record.id, from: record.state, to, allowed },
  });
}

/** The move is not in the phase table. */
export function illegalPhase(record: ExecutionRecord, to: AgentExecutionPhase): TrackerError {
  const allowed = legalPhases(record.phase);
  return new TrackerError({
    code: TrackerErrorCode.ILLEGAL_PHASE,
    message:
      `Execution ${record.id} is in phase "${record.phase}" and can't enter "${to}"; ` +
      `from here it can enter ${list(allowed.filter((phase) => isActive(stateOfPhase(phase))))}.`,
    details: { executionId: record.id, from: record.phase, to, allowed },
  });
}

/** The phase ends the execution, so it needs a cause and words for the user. */
export function endPhase(record: ExecutionRecord, to: AgentExecutionPhase): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message:
      `Phase "${to}" ends execution ${record.id}, and an end needs its outcome: ` +
      `call completeExecution with the answer, or failExecution with what went wrong.`,
    details: { executionId: record.id, from: record.phase, to },
  });
}

/** The execution waits; it can be resumed, cancelled or ended. */
export function onHold(record: ExecutionRecord, asked: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message: `Execution ${record.id} is on hold (${JSON.stringify(record.hold?.reason)}) and can't ${asked}; resume it first.`,
    details: { executionId: record.id, hold: record.hold },
  });
}

/** The hold would outlast the hold time the execution was born with. */
export function holdTooLong(
  record: ExecutionRecord,
  timeoutMs: number | null,
  leftMs: number,
): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message:
      `Execution ${record.id} can't be held${timeoutMs === null ? '' : ` for ${timeoutMs} ms`}: it has ` +
      `${leftMs} ms of hold time left of the ${record.limits.holdTimeoutMs} ms it was created with (holdTimeoutMs).`,
    details: { executionId: record.id, asked: timeoutMs, leftMs },
  });
}

/** The history is long, and facts of this kind are kept only now and then. */
export function tooManyFacts(record: ExecutionRecord, nextAt: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.LIMIT_REACHED,
    message:
      `Execution ${record.id} has ${record.version} facts, and beyond ${MAX_DETAILED_FACTS} it gets one of this kind ` +
      `every ${nextAt - record.updatedAt} ms; nothing was changed. Report progress by progress(), which costs no fact.`,
    details: { executionId: record.id, facts: record.version, nextAt },
  });
}

/** The command is meant for an execution in another condition. */
export function notApplicable(record: ExecutionRecord, asked: string, meant: string): TrackerError {
  const found = record.hold ? `${record.state}, on hold` : record.state;
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message: `Can't ${asked} execution ${record.id}: it is ${found}, and this is for ${meant}.`,
    details: { executionId: record.id, state: record.state, phase: record.phase },
  });
}

/** The execution has ended; says how and why, so that a late worker knows. */
export function alreadyEnded(record: ExecutionRecord, asked: string): TrackerError {
  const { id, state, cause, endedAt } = record;
  return new TrackerError({
    code: TrackerErrorCode.ALREADY_ENDED,
    message:
      `Execution ${id} has ended as "${state}"${why(record)}, so "${asked}" changes nothing. ` +
      `Stop working on it; to try again, start a retry.`,
    details: { executionId: id, state, cause, endedAt },
  });
}

function why({ cause }: ExecutionRecord): string {
  switch (cause?.kind) {
    case 'timeout':
      return ` (the ${cause.clock} limit of ${cause.limitMs} ms ran out)`;
    case 'death':
      return ` (no sign of life for more than ${cause.limitMs} ms)`;
    case 'failure':
      return ` (${cause.code})`;
    default:
      return '';
  }
}

function list(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.map((word) => `"${word}"`).join(', ');
}

/** Nobody has it, or it is another user's. */
export function notFound(executionId: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_FOUND,
    message: `There is no execution "${executionId}" here; check the id and whose it is.`,
    details: { executionId },
  });
}

/** Two can't have the same id. */
export function duplicate(executionId: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.DUPLICATE_ID,
    message: `An execution "${executionId}" exists already; leave the id out to get a new one.`,
    details: { executionId },
  });
}

/** Others were faster, again and again. */
export function contention(executionId: string, asked: string, overtaken: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CONTENTION,
    message:
      `"${asked}" was overtaken ${overtaken} times by other writes to execution ${executionId}; ` +
      `nothing was changed. Try again with fewer writers.`,
    details: { executionId },
  });
}
