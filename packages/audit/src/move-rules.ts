import {
  ENTRY_PHASE,
  ExecutionState,
  MAX_DETAILED_FACTS,
  canEnterPhase,
  canTransition,
  isActive,
  phaseAgrees,
  stateOfPhase,
  type AgentExecutionPhase,
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

type Passed = NonNullable<HistoryEventOf<'phase_entered'>['passed']>;

/** Several stays may be summed up late in a history, within `running`, and together they fill the time. */
function passageRules(
  before: Rebuilt,
  event: HistoryEventOf<'phase_entered'>,
  passed: Passed,
): readonly Contradiction[] {
  const { from, to, at } = event;
  const phases = [from, to, ...(Object.keys(passed) as AgentExecutionPhase[])];
  const strange = phases.find((phase) => stateOfPhase(phase) !== ExecutionState.RUNNING);
  const stays = Object.values(passed);
  const toldMs = stays.reduce((sum, stay) => sum + stay.totalMs, 0);
  const counted = stays.every(({ count }) => count >= 1) && (passed[from]?.count ?? 0) >= 1;
  return [
    ...when(strange !== undefined, 'illegal_phase_move', () => [
      `stays are summed up within state 'running', and '${strange}' is not of it`,
      `${said(event)} does so`,
    ]),
    ...when(before.version < MAX_DETAILED_FACTS, 'illegal_phase_move', () => [
      `stays are summed up from fact ${MAX_DETAILED_FACTS + 1} on`,
      `${said(event)} does so as fact ${event.seq}`,
    ]),
    ...when(!counted || toldMs !== at - before.phaseEnteredAt, 'phase_time_lost', () => [
      `phase '${before.phase}' was entered at ${before.phaseEnteredAt} and left for others until ${at}`,
      `${said(event)} sums up ${toldMs} ms`,
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
    ...(event.passed
      ? passageRules(before, event, event.passed)
      : when(!canEnterPhase(from, to) || !isActive(refined), 'illegal_phase_move', () => [
          `the table has no move within a life from '${from}' to '${to}'`,
          `${said(event)} makes it`,
        ])),
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
