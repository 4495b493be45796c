import type { AgentExecutionTracker } from '@tracker/core';
import { isEmptyAnswer, type Execution, type ExecutionState } from '@tracker/state';
import type { AgentNote } from './legacy-agent-note.js';

/** What is said with a state. */
export interface SaidEnd {
  readonly error?: string | null;
  readonly result?: unknown;
}

/** Who is taken to have delivered the answer, when the client was told of the end without one. */
const TOLD_BY = 'notify_agent_completed';

/** Ends an execution in the state older code names; a caller's `dead` is a failure, for death is a verdict. */
export function endAs(
  tracker: AgentExecutionTracker,
  execution: Execution,
  { note, to, result }: { note: AgentNote; to: ExecutionState; result: unknown },
): Promise<ExecutionState> {
  const { id, limits } = execution;
  const detail = note.error === null ? {} : { error: note.error };
  switch (to) {
    case 'completed':
      return tracker.completeExecution(id, answerOf(note, result));
    case 'timeout': {
      const limitMs = limits.executionTimeoutMs;
      return tracker.updateExecutionState(id, to, { operation: 'execution', limitMs });
    }
    case 'cancelled':
      return tracker.updateExecutionState(
        id,
        to,
        note.error === null ? {} : { reason: note.error },
      );
    default:
      return tracker.failExecution(id, detail);
  }
}

/** The answer that was said with the end or, failing that, before it; or that the client was told without one. */
function answerOf(note: AgentNote, result: unknown) {
  const answer = isEmptyAnswer(result) ? note.result : result;
  const last = note.announced.at(-1);
  const wasTold = last?.toPhase === 'completed' && last.websocketEventSent;
  return isEmptyAnswer(answer) && wasTold ? { deliveredBy: TOLD_BY } : { answer };
}
