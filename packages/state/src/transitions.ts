import { EXECUTION_STATES, type ExecutionState } from './execution-state.js';
import { frozenTable } from './frozen-table.js';

/** The legal moves: one step forward, or one of four unhappy ends. Everything else is derived from this table. */
export const TRANSITIONS = frozenTable({
  pending: ['starting', 'failed', 'timeout', 'dead', 'cancelled'],
  starting: ['running', 'failed', 'timeout', 'dead', 'cancelled'],
  running: ['completing', 'failed', 'timeout', 'dead', 'cancelled'],
  completing: ['completed', 'failed', 'timeout', 'dead', 'cancelled'],
  completed: [],
  failed: [],
  timeout: [],
  dead: [],
  cancelled: [],
} as const satisfies Record<ExecutionState, readonly ExecutionState[]>);

type Table = typeof TRANSITIONS;

/** The states one legal move away from `S`; a wrong literal move does not compile. */
export type NextState<S extends ExecutionState> = Table[S][number];

/** A state that nothing leaves. */
export type TerminalState = {
  [S in ExecutionState]: Table[S] extends readonly [] ? S : never;
}[ExecutionState];

/** A state that still has somewhere to go. */
export type ActiveState = Exclude<ExecutionState, TerminalState>;

/** The states one legal move away from `from`, in table order; empty for a terminal state. */
export function legalMoves<S extends ExecutionState>(from: S): readonly NextState<S>[] {
  return TRANSITIONS[from];
}

/** Whether the table has the single move `from` → `to`. No state moves to itself. */
export function canTransition(from: ExecutionState, to: ExecutionState): boolean {
  return (legalMoves(from) as readonly ExecutionState[]).includes(to);
}

/** Whether nothing leaves `state`. */
export function isTerminal(state: ExecutionState): state is TerminalState {
  return TRANSITIONS[state].length === 0;
}

/** Whether `state` still has somewhere to go. */
export function isActive(state: ExecutionState): state is ActiveState {
  return !isTerminal(state);
}

/** The five absorbing states. */
export const TERMINAL_STATES: readonly TerminalState[] = Object.freeze(
  EXECUTION_STATES.filter(isTerminal),
);

/** The four states that must still end. */
export const ACTIVE_STATES: readonly ActiveState[] = Object.freeze(
  EXECUTION_STATES.filter(isActive),
);
