import type { ExecutionState } from './execution-state.js';
import { frozenTable } from './frozen-table.js';
import type { AgentExecutionPhase } from './phase.js';
import { isActive } from './transitions.js';

/** The state each phase refines. The state is a function of the phase, so the two can't disagree. */
export const PHASE_STATE = frozenTable({
  created: 'pending',
  websocket_setup: 'pending',
  context_validation: 'pending',
  starting: 'starting',
  thinking: 'running',
  tool_preparation: 'running',
  llm_interaction: 'running',
  tool_execution: 'running',
  result_processing: 'running',
  completing: 'completing',
  completed: 'completed',
  timeout: 'timeout',
  failed: 'failed',
  circuit_breaker_open: 'failed',
} as const satisfies Record<AgentExecutionPhase, ExecutionState>);

/** The state that `P` refines. */
export type StateOfPhase<P extends AgentExecutionPhase> = (typeof PHASE_STATE)[P];

/** The phases that refine `S`. */
export type PhaseOfState<S extends ExecutionState> = {
  [P in AgentExecutionPhase]: StateOfPhase<P> extends S ? P : never;
}[AgentExecutionPhase];

/**
 * The phase an execution is in after its *state* was moved without naming a phase.
 * `dead` and `cancelled` have none: they leave the phase where it was.
 */
export const ENTRY_PHASE = frozenTable({
  pending: 'created',
  starting: 'starting',
  running: 'thinking',
  completing: 'completing',
  completed: 'completed',
  failed: 'failed',
  timeout: 'timeout',
  dead: undefined,
  cancelled: undefined,
} as const satisfies { [S in ExecutionState]: PhaseOfState<S> | undefined });

/** The state that `phase` refines. */
export function stateOfPhase(phase: AgentExecutionPhase): ExecutionState {
  return PHASE_STATE[phase];
}

/** The phase after a move of the state from `phase` to `state` that names no phase. */
export function phaseAfter(phase: AgentExecutionPhase, state: ExecutionState): AgentExecutionPhase {
  return ENTRY_PHASE[state] ?? phase;
}

/** Whether an execution may be in `state` and `phase` at once. */
export function phaseAgrees(phase: AgentExecutionPhase, state: ExecutionState): boolean {
  const refined = PHASE_STATE[phase];
  // dead and cancelled keep the phase of the active state they ended
  return ENTRY_PHASE[state] === undefined ? isActive(refined) : refined === state;
}
