import { z } from 'zod';
import { describeGiven } from './describe-given.js';
import { EXECUTION_STATES, ExecutionState } from './execution-state.js';
import { isAgentExecutionPhase } from './parse-phase.js';
import { stateOfPhase } from './phase-state.js';
import { TrackerError, TrackerErrorCode } from './tracker-error.js';
import { explainMiss, isWord, type Vocabulary } from './vocabulary.js';

/** Words that older trackers used for states of theirs. */
const OLDER_WORDS: readonly string[] = ['success', 'aborted', 'initializing', 'recovering'];

const STATES: Vocabulary<ExecutionState> = {
  noun: 'an execution state',
  constant: 'ExecutionState',
  object: ExecutionState,
  words: EXECUTION_STATES,
  foreign(word) {
    if (OLDER_WORDS.includes(word)) {
      return 'That is a word of an older tracker; @tracker/compat translates it.';
    }
    // a word that is both reaches this only when misspelled, and is then better taken for a state
    return isAgentExecutionPhase(word) && !isExecutionState(word)
      ? `That is a phase; it refines the state '${stateOfPhase(word)}'.`
      : undefined;
  },
};

/** Whether `input` is one of the nine states, exactly as they are spelled. */
export function isExecutionState(input: unknown): input is ExecutionState {
  return isWord(STATES, input);
}

/** `input` if it is a state; otherwise an `invalid_state` error that says what it is and what is allowed. */
export function parseExecutionState(input: unknown): ExecutionState {
  if (isExecutionState(input)) return input;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_STATE,
    message: explainMiss(STATES, input),
    details: { given: describeGiven(input), allowed: EXECUTION_STATES },
  });
}

/** The message for an object whose `state` is none; leaves other faults to zod. */
export function executionStateMiss(issue: {
  readonly code?: string;
  readonly input?: unknown;
}): string | undefined {
  if (issue.code !== 'invalid_union') return undefined;
  return explainMiss(STATES, (issue.input as { readonly state?: unknown }).state);
}

/** A state inside a larger schema; fails with the words of `parseExecutionState`. */
export const executionStateSchema = z.enum(ExecutionState, {
  error: ({ input }) => explainMiss(STATES, input),
});
