import { CIRCUIT_BREAKER_STATES, canBreakerTransition } from './breaker-state.js';
import { CAUSE_OF_STATE, DeathEvidence, FailureCode, Fault, TimeoutClock } from './cause.js';
import { EXECUTION_STATES } from './execution-state.js';
import { AGENT_EXECUTION_PHASES } from './phase.js';
import { ENTRY_PHASE, PHASE_STATE } from './phase-state.js';
import { canEnterPhase } from './phase-transitions.js';
import { ACTIVE_STATES, TERMINAL_STATES, canTransition } from './transitions.js';

/** The words each of `words` can move to, in the order of `words`: a row's own order tells nothing. */
function movesOf<Word extends string>(
  words: readonly Word[],
  can: (from: Word, to: Word) => boolean,
) {
  return Object.fromEntries(
    words.map((from) => [from, words.filter((to) => can(from, to))]),
  ) as Record<Word, Word[]>;
}

/** Everything this package defines, as a new plain JSON object: for other languages, and for the digest. */
export function describeTable() {
  return {
    states: [...EXECUTION_STATES],
    active: [...ACTIVE_STATES],
    terminal: [...TERMINAL_STATES],
    transitions: movesOf(EXECUTION_STATES, canTransition),
    phases: [...AGENT_EXECUTION_PHASES],
    phaseTransitions: movesOf(AGENT_EXECUTION_PHASES, canEnterPhase),
    phaseState: { ...PHASE_STATE },
    /** Null where a move of the state leaves the phase as it was. */
    entryPhase: Object.fromEntries(
      EXECUTION_STATES.map((state) => [state, ENTRY_PHASE[state] ?? null]),
    ),
    breakerStates: [...CIRCUIT_BREAKER_STATES],
    breakerTransitions: movesOf(CIRCUIT_BREAKER_STATES, canBreakerTransition),
    causeOfState: { ...CAUSE_OF_STATE },
    failureCodes: Object.values(FailureCode),
    faults: Object.values(Fault),
    timeoutClocks: Object.values(TimeoutClock),
    deathEvidence: Object.values(DeathEvidence),
  };
}

export type TableDescription = ReturnType<typeof describeTable>;
