import type { Cause, Execution, JsonValue, TerminalState } from '@tracker/state';
import type { AgentFrame, OutcomeFrame } from './agent-frames.js';

/** How a question ended: with an answer, or with words that the user can read. */
export type Answer =
  | {
      readonly executionId: string;
      readonly state: 'completed';
      /** Undefined when a tool has given it. */
      readonly answer: JsonValue | undefined;
      readonly deliveredBy: string | undefined;
    }
  | {
      readonly executionId: string;
      readonly state: Exclude<TerminalState, 'completed'>;
      readonly message: string;
      readonly cause: Cause;
    };

/** Whether the frame is the last of its execution. */
export function isOutcome(frame: AgentFrame): frame is OutcomeFrame {
  return frame.type === 'agent_completed' || frame.type === 'agent_error';
}

export function answerOf(frame: OutcomeFrame): Answer {
  const { executionId } = frame;
  if (frame.type === 'agent_error') {
    const { message, cause } = frame;
    return { executionId, state: frame.state as UnhappyState, message, cause };
  }
  const { answer, deliveredBy } = frame;
  return { executionId, state: 'completed', answer, deliveredBy };
}

/** The same from an execution; undefined while it has not ended. */
export function answerIn(execution: Execution): Answer | undefined {
  if (!('outcome' in execution)) return undefined;
  const { id: executionId, cause, outcome, state } = execution;
  if (outcome.kind === 'error') {
    return { executionId, state: state as UnhappyState, message: outcome.message, cause };
  }
  return {
    executionId,
    state: 'completed',
    answer: outcome.kind === 'answer' ? outcome.answer : undefined,
    deliveredBy: outcome.kind === 'delivered' ? outcome.by : undefined,
  };
}

type UnhappyState = Exclude<TerminalState, 'completed'>;
