import { assertPhaseTransition, assertTransition } from './assert-move.js';
import { EXECUTION_STATES, type ExecutionState } from './execution-state.js';
import { AGENT_EXECUTION_PHASES } from './phase.js';
import { canEnterPhase } from './phase-transitions.js';
import type { TrackerError } from './tracker-error.js';
import { canTransition, legalMoves } from './transitions.js';

function errorOf(act: () => void): TrackerError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as TrackerError;
  }
}

it('lets pass what the state table has, and refuses the rest with what it has instead', () => {
  for (const from of EXECUTION_STATES) {
    for (const to of EXECUTION_STATES) {
      const error = errorOf(() => assertTransition(from, to));
      if (canTransition(from, to)) expect(error).toBeUndefined();
      else {
        expect(error).toMatchObject({
          code: 'illegal_transition',
          details: { from, to, allowed: legalMoves(from) },
        });
      }
    }
  }
});

it('lets pass what the phase table has, and refuses the rest', () => {
  for (const from of AGENT_EXECUTION_PHASES) {
    for (const to of AGENT_EXECUTION_PHASES) {
      const error = errorOf(() => assertPhaseTransition(from, to));
      expect(error?.code).toBe(canEnterPhase(from, to) ? undefined : 'illegal_phase');
    }
  }
});

it('names both states and the legal moves', () => {
  const from = 'running' as ExecutionState;
  expect(errorOf(() => assertTransition(from, 'starting'))?.message).toBe(
    "No execution moves from 'running' to 'starting'. " +
      'From here the table allows: completing, failed, timeout, dead, cancelled.',
  );
});

it('says that nothing leaves a terminal state', () => {
  const from: ExecutionState = 'completed' as ExecutionState;
  expect(errorOf(() => assertTransition(from, 'failed'))?.message).toBe(
    "No execution moves from 'completed' to 'failed'. Nothing leaves this state.",
  );
});

it('names what is no state or phase at all', () => {
  expect(errorOf(() => assertTransition('RUNNING' as 'running', 'failed'))?.code).toBe(
    'invalid_state',
  );
  expect(errorOf(() => assertPhaseTransition('thinking', {} as 'failed'))?.code).toBe(
    'invalid_phase',
  );
});

// ASSERTION: an illegal literal move does not compile; a legal one and one known only at run time do
export function promises(from: ExecutionState, to: ExecutionState) {
  assertTransition('pending', 'starting');
  assertTransition(from, to);
  assertTransition('running', to);
  assertTransition(from, 'completed');
  assertPhaseTransition('thinking', 'llm_interaction');
  // @ts-expect-error two steps at once
  assertTransition('pending', 'running');
  // @ts-expect-error backwards
  assertTransition('running', 'starting');
  // @ts-expect-error to itself
  assertTransition('running', 'running');
  // @ts-expect-error out of a terminal state
  assertTransition('completed', 'failed');
  // @ts-expect-error out of a terminal state, wherever to
  assertTransition('dead', to);
  // @ts-expect-error nothing leads back to the beginning
  assertTransition(from, 'pending');
  // @ts-expect-error no state
  assertTransition('running', 'done');
  // @ts-expect-error a dictionary
  assertTransition('running', { success: true });
  // @ts-expect-error a phase the table does not lead to
  assertPhaseTransition('created', 'starting');
}
