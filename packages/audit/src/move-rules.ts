import {
  ENTRY_PHASE,
  canEnterPhase,
  canTransition,
  isActive,
  phaseAgrees,
  stateOfPhase,
  type ExecutionState,
  type HistoryEventOf,
} from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { said } from './evidence-words.js';
import type { Rebuilt } from './rebuild.js';

interface Move<Word> {
  readonly from: Word;
  readonly to: Word;
}

function stateMove(
  before: Rebuilt,
  { from, to }: Move<ExecutionState>,
  teller: string,
): readonly Contradiction[] {
  return [
    ...when(from !== before.state, 'illegal_state_move', () => [
      `the history had reached state '${before.state}'`,
      `${teller} moves from '${from}'`,
    ]),
    ...when(!canTransition(from, to), 'illegal_state_move', () => [
      `the table has no move from '${from}' to '${to}'`,
      `${teller} makes it`,
    ]),
  ];
}

/** A state is moved one legal step, to an active state; ends are told by `ended`. */
export function stateChangedRules(
  before: Rebuilt,
  event: HistoryEventOf<'state_changed'>,
): readonly Contradiction[] {
  return [
    ...stateMove(before, event, said(event)),
    ...when(!isActive(event.to), 'illegal_state_move', () => [
      `'${event.to}' is entered by a fact of type 'ended'`,
      `${said(event)} enters it`,
    ]),
  ];
}

/** A phase is entered from the present one, by a legal move, and its state is the one it refines. */
export function phaseEnteredRules(
  before: Rebuilt,
  event: HistoryEventOf<'phase_entered'>,
): readonly Contradiction[] {
  const { from, to, state } = event;
  const refined = stateOfPhase(to);
  return [
    ...when(from !== before.phase, 'illegal_phase_move', () => [
      `the history had reached phase '${before.phase}'`,
      `${said(event)} moves from '${from}'`,
    ]),
    ...when(!canEnterPhase(from, to) || !isActive(refined), 'illegal_phase_move', () => [
      `the table has no move within a life from '${from}' to '${to}'`,
      `${said(event)} makes it`,
    ]),
    ...when(state !== refined, 'state_disagrees_with_phase', () => [
      `phase '${to}' refines state '${refined}'`,
      `${said(event)} says '${state}'`,
    ]),
  ];
}

/** An end leaves the present state, and its phase is one that the final state can have. */
export function endMoveRules(
  before: Rebuilt,
  event: HistoryEventOf<'ended'>,
): readonly Contradiction[] {
  const { to, phase } = event;
  const stays = ENTRY_PHASE[to] === undefined;
  return [
    ...stateMove(before, event, said(event)),
    ...when(!phaseAgrees(phase, to), 'state_disagrees_with_phase', () => [
      `phase '${phase}' refines state '${stateOfPhase(phase)}'`,
      `${said(event)} ends in '${to}' with it`,
    ]),
    ...when(stays && phase !== before.phase, 'illegal_phase_move', () => [
      `an end in '${to}' leaves the phase where it was, at '${before.phase}'`,
      `${said(event)} says '${phase}'`,
    ]),
  ];
}
