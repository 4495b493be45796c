import { z } from 'zod';
import { describeGiven } from './describe-given.js';
import { EXECUTION_STATES, type ExecutionState } from './execution-state.js';
import { AGENT_EXECUTION_PHASES, AgentExecutionPhase } from './phase.js';
import { stateOfPhase } from './phase-state.js';
import { TrackerError, TrackerErrorCode } from './tracker-error.js';
import { explainMiss, isWord, type Vocabulary } from './vocabulary.js';

/** What to tell the caller who gave the state `state`. */
function explainState(state: ExecutionState): string {
  const refining = AGENT_EXECUTION_PHASES.filter((phase) => stateOfPhase(phase) === state);
  return refining.length === 0
    ? `That is a state, and one that leaves the phase where it was.`
    : `That is a state; its phases are ${refining.join(', ')}.`;
}

const PHASES: Vocabulary<AgentExecutionPhase> = {
  noun: 'a phase',
  constant: 'AgentExecutionPhase',
  object: AgentExecutionPhase,
  words: AGENT_EXECUTION_PHASES,
  foreign(word) {
    const state = EXECUTION_STATES.find((known) => known === word);
    return state === undefined || isAgentExecutionPhase(word) ? undefined : explainState(state);
  },
};

/** Whether `input` is one of the fourteen phases, exactly as they are spelled. */
export function isAgentExecutionPhase(input: unknown): input is AgentExecutionPhase {
  return isWord(PHASES, input);
}

/** `input` if it is a phase; otherwise an `invalid_phase` error that says what it is and what is allowed. */
export function parseAgentExecutionPhase(input: unknown): AgentExecutionPhase {
  if (isAgentExecutionPhase(input)) return input;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_PHASE,
    message: explainMiss(PHASES, input),
    details: { given: describeGiven(input), allowed: AGENT_EXECUTION_PHASES },
  });
}

/** A phase inside a larger schema; fails with the words of `parseAgentExecutionPhase`. */
export const agentExecutionPhaseSchema = z.enum(AgentExecutionPhase, {
  error: ({ input }) => explainMiss(PHASES, input),
});
