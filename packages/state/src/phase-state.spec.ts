import { EXECUTION_STATES } from './execution-state.js';
import { AGENT_EXECUTION_PHASES } from './phase.js';
import { PHASE_TRANSITIONS } from './phase-transitions.js';
import {
  ENTRY_PHASE,
  phaseAfter,
  phaseAgrees,
  stateOfPhase,
  type PhaseOfState,
  type StateOfPhase,
} from './phase-state.js';
import { shortestPath } from './path.js';

// The witness: each state with every phase an execution may be in meanwhile.
const ACTIVE_PHASES =
  'created websocket_setup context_validation starting thinking tool_preparation llm_interaction ' +
  'tool_execution result_processing completing';
const WITNESS: Readonly<Record<string, string>> = {
  pending: 'created websocket_setup context_validation',
  starting: 'starting',
  running: 'thinking tool_preparation llm_interaction tool_execution result_processing',
  completing: 'completing',
  completed: 'completed',
  failed: 'failed circuit_breaker_open',
  timeout: 'timeout',
  dead: ACTIVE_PHASES,
  cancelled: ACTIVE_PHASES,
};
const pairs = AGENT_EXECUTION_PHASES.flatMap((phase) =>
  EXECUTION_STATES.map((state) => ({
    phase,
    state,
    agrees: WITNESS[state]?.split(' ').includes(phase),
  })),
);

it('is witnessed on all 126 pairs', () => {
  expect(pairs).toHaveLength(126);
});

it.each(pairs)('phase $phase in state $state: $agrees', ({ phase, state, agrees }) => {
  expect(phaseAgrees(phase, state)).toBe(agrees);
  if (state !== 'dead' && state !== 'cancelled') {
    expect(stateOfPhase(phase) === state).toBe(agrees);
  }
});

it('enters a phase that agrees with the state when a move names none', () => {
  for (const { phase, state } of pairs) {
    const after = phaseAfter(phase, state);
    if (ENTRY_PHASE[state] === undefined) expect(after).toBe(phase);
    else expect(phaseAgrees(after, state)).toBe(true);
  }
});

it('never lets a move between phases move the state backwards', () => {
  for (const from of AGENT_EXECUTION_PHASES) {
    for (const to of PHASE_TRANSITIONS[from]) {
      const [at, next] = [stateOfPhase(from), stateOfPhase(to)];
      expect(at === next || shortestPath(at, next) !== undefined).toBe(true);
    }
  }
});

// ASSERTION: the state is a function of the phase, in the types too
const running: StateOfPhase<'thinking'> = 'running';
// @ts-expect-error a state the phase does not refine
const pending: StateOfPhase<'thinking'> = 'pending';
// @ts-expect-error a phase of another state
const idle: PhaseOfState<'running'> = 'created';
void [running, pending, idle];
