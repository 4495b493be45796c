import type { Execution } from '@tracker/state';
import { LEGACY_SIX_STATES } from './legacy-six-states.js';
import type { WordOf } from './vocabulary.js';

/** One of the six states. */
export type SixState = WordOf<typeof LEGACY_SIX_STATES>;

/** What the caller said besides. */
export interface SixStateNote {
  correlationId: string | null;
  timeoutSeconds: number;
  error: string | null;
  /** Kept of a failure too. */
  result: unknown;
}

/** An execution as the six-state tracker showed it; a picture of the moment it was taken. */
export interface SixStateRecord {
  readonly executionId: string;
  readonly agentName: string;
  readonly correlationId: string | null;
  readonly threadId: string;
  readonly userId: string;
  readonly state: SixState;
  readonly startTime: Date;
  readonly endTime: Date | null;
  readonly lastHeartbeat: Date;
  readonly heartbeatCount: number;
  readonly timeoutSeconds: number;
  readonly durationSeconds: number;
  readonly isTimeout: boolean;
  readonly isDead: boolean;
  readonly result: unknown;
  readonly error: string | null;
}

interface Picture {
  readonly note: SixStateNote;
  readonly signs: { readonly heartbeats: number; readonly lastAt: number };
  readonly now: number;
}

const OF_THE_CLOCKS = {
  timeout: (seconds: number) => `Execution timeout after ${seconds}s`,
  dead: () => 'Agent died - no heartbeat received',
};

/** Draws an execution in the words of six states. */
export function toSixStateRecord(execution: Execution, picture: Picture): SixStateRecord {
  const { note, signs, now } = picture;
  const end = 'endedAt' in execution ? execution.endedAt : undefined;
  const { state, outcome } =
    'outcome' in execution ? execution : { ...execution, outcome: undefined };
  return Object.freeze({
    executionId: execution.id,
    agentName: execution.agentName,
    correlationId: note.correlationId,
    threadId: execution.threadId,
    userId: execution.userId,
    state: LEGACY_SIX_STATES.from(state),
    startTime: new Date(execution.createdAt),
    endTime: end === undefined ? null : new Date(end),
    lastHeartbeat: new Date(Math.max(signs.lastAt, execution.createdAt)),
    heartbeatCount: signs.heartbeats,
    timeoutSeconds: note.timeoutSeconds,
    durationSeconds: ((end ?? now) - execution.createdAt) / 1_000,
    isTimeout: state === 'timeout',
    isDead: state === 'dead',
    result: outcome?.kind === 'answer' ? outcome.answer : (note.result ?? null),
    error: note.error ?? errorOf(execution, note.timeoutSeconds),
  });
}

function errorOf(execution: Execution, seconds: number): string | null {
  switch (execution.state) {
    case 'timeout':
    case 'dead':
      return OF_THE_CLOCKS[execution.state](seconds);
    case 'failed':
      return execution.cause.detail ?? execution.outcome.message;
    case 'cancelled':
      return execution.cause.reason ?? execution.outcome.message;
    default:
      return null;
  }
}
