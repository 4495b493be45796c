import {
  isActive,
  type AgentExecutionPhase,
  type CircuitBreakerState,
  type Execution,
  type ExecutionState,
} from '@tracker/state';
import type { AgentNote, PhaseTransition } from './legacy-agent-note.js';
import type { TimeoutConfig } from './legacy-timeout-config.js';

/** An execution as the nine-state tracker showed it; a picture of the moment it was taken, frozen. */
export interface AgentRecord {
  readonly executionId: string;
  readonly agentName: string;
  readonly threadId: string;
  readonly userId: string;
  readonly state: ExecutionState;
  readonly startedAt: Date;
  readonly lastHeartbeat: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
  readonly error: string | null;
  readonly result: unknown;
  readonly heartbeatCount: number;
  readonly timeoutSeconds: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly currentPhase: AgentExecutionPhase;
  readonly phaseHistory: readonly PhaseTransition[];
  readonly warningCount: number;
  readonly errorCount: number;
  readonly timeoutConfig: TimeoutConfig | null;
  readonly circuitBreakerFailures: number;
  readonly circuitBreakerState: CircuitBreakerState;
  readonly circuitBreakerSuccesses: number;
  /** Epoch seconds, 0 for never. */
  readonly lastFailureTime: number;
  /** Epoch seconds, 0 for never. */
  readonly nextAttemptTime: number;
  readonly isAlive: boolean;
  readonly isTerminal: boolean;
  /** Whether it has ended because a clock ran out. */
  readonly isTimedOut: boolean;
  /** Whether it has ended because it was silent. */
  readonly isDead: boolean;
  readonly totalDurationMs: number;
  readonly currentPhaseDurationMs: number;
}

/** What a picture is drawn from, beside the execution. */
export interface AgentPicture {
  readonly note: AgentNote;
  readonly signs: { readonly heartbeats: number; readonly lastAt: number };
  readonly now: number;
}

/** Draws an execution as the nine-state tracker showed it. */
export function toAgentRecord(
  execution: Execution,
  { note, signs, now }: AgentPicture,
): AgentRecord {
  const endedAt = 'endedAt' in execution ? execution.endedAt : null;
  const until = endedAt ?? now;
  const last = note.announced.at(-1);
  const {
    failures,
    successes,
    lastFailureAt,
    nextAttemptAt,
    state: breaker,
  } = note.breaker.standing;
  return Object.freeze({
    executionId: execution.id,
    agentName: execution.agentName,
    threadId: execution.threadId,
    userId: execution.userId,
    state: execution.state,
    startedAt: new Date(execution.createdAt),
    lastHeartbeat: new Date(Math.max(execution.createdAt, signs.lastAt)),
    updatedAt: new Date(Math.max(execution.createdAt, note.touchedAt, endedAt ?? 0)),
    completedAt: endedAt === null ? null : new Date(endedAt),
    error: errorOf(execution, note),
    result: answerOf(execution) ?? note.result ?? null,
    heartbeatCount: signs.heartbeats,
    timeoutSeconds: note.timeoutSeconds ?? execution.limits.executionTimeoutMs / 1_000,
    metadata: Object.freeze({ ...execution.metadata, ...note.metadata }),
    currentPhase: execution.phase,
    phaseHistory: Object.freeze([...note.announced]),
    warningCount: note.warningCount,
    errorCount: note.errorCount,
    timeoutConfig: note.timeoutConfig,
    circuitBreakerFailures: failures,
    circuitBreakerState: breaker,
    circuitBreakerSuccesses: successes,
    lastFailureTime: lastFailureAt / 1_000,
    nextAttemptTime: nextAttemptAt / 1_000,
    isAlive: isActive(execution.state),
    isTerminal: !isActive(execution.state),
    isTimedOut: execution.state === 'timeout',
    isDead: execution.state === 'dead',
    totalDurationMs: until - execution.createdAt,
    currentPhaseDurationMs: now - (last?.timestamp.getTime() ?? execution.createdAt),
  });
}

function answerOf(execution: Execution): unknown {
  const outcome = execution.state === 'completed' ? execution.outcome : undefined;
  return outcome?.kind === 'answer' ? outcome.answer : undefined;
}

function errorOf(execution: Execution, note: AgentNote): string | null {
  if (note.error !== null) return note.error;
  switch (execution.state) {
    case 'dead':
      return `No heartbeat for ${(execution.cause.limitMs / 1_000).toFixed(1)}s`;
    case 'timeout':
      return `Execution exceeded ${execution.cause.limitMs / 1_000}s timeout`;
    case 'failed':
      return execution.cause.detail ?? execution.outcome.message;
    default:
      return null;
  }
}
