import type { ExecutionState } from './execution-state.js';
import { parseAgentExecutionPhase } from './parse-phase.js';
import { parseExecutionState } from './parse-state.js';
import type { AgentExecutionPhase } from './phase.js';
import { canEnterPhase, legalPhases, type NextPhase } from './phase-transitions.js';
import { TrackerError, TrackerErrorCode } from './tracker-error.js';
import { canTransition, legalMoves, type NextState } from './transitions.js';

/** `To`, unless the table has no move into it from any state in `From`: then what it does have. */
export type PossibleState<From extends ExecutionState, To extends ExecutionState> = [
  Extract<To, NextState<From>>,
] extends [never]
  ? NextState<From>
  : To;

/** `To`, unless the table has no move into it from any phase in `From`: then what it does have. */
export type PossiblePhase<From extends AgentExecutionPhase, To extends AgentExecutionPhase> = [
  Extract<To, NextPhase<From>>,
] extends [never]
  ? NextPhase<From>
  : To;

function legalEnd(noun: string, allowed: readonly string[]): string {
  return allowed.length === 0
    ? `Nothing leaves this ${noun}.`
    : `From here the table allows: ${allowed.join(', ')}.`;
}

/**
 * Throws `illegal_transition` unless the table has the single move `from` → `to`.
 * Literals the table has no move between do not compile.
 */
export function assertTransition<
  const From extends ExecutionState,
  const To extends ExecutionState,
>(from: From, to: PossibleState<From, To>): void {
  const [at, next] = [parseExecutionState(from), parseExecutionState(to)];
  if (canTransition(at, next)) return;
  const allowed = legalMoves(at);
  throw new TrackerError({
    code: TrackerErrorCode.ILLEGAL_TRANSITION,
    message: `No execution moves from '${at}' to '${next}'. ${legalEnd('state', allowed)}`,
    details: { from: at, to: next, allowed },
  });
}

/**
 * Throws `illegal_phase` unless the table has the single move `from` → `to`.
 * Literals the table has no move between do not compile.
 */
export function assertPhaseTransition<
  const From extends AgentExecutionPhase,
  const To extends AgentExecutionPhase,
>(from: From, to: PossiblePhase<From, To>): void {
  const [at, next] = [parseAgentExecutionPhase(from), parseAgentExecutionPhase(to)];
  if (canEnterPhase(at, next)) return;
  const allowed = legalPhases(at);
  throw new TrackerError({
    code: TrackerErrorCode.ILLEGAL_PHASE,
    message: `No execution goes from phase '${at}' to '${next}'. ${legalEnd('phase', allowed)}`,
    details: { from: at, to: next, allowed },
  });
}
