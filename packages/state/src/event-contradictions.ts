import { CAUSE_OF_STATE } from './cause.js';
import { outOfOrder, unless, type Contradiction } from './contradiction.js';
import { retryContradictions } from './execution-contradictions.js';
import { ExecutionState } from './execution-state.js';
import type { HistoryEvent, HistoryEventOf } from './event-shape.js';
import { MAX_DETAILED_FACTS } from './detailed-facts.js';
import type { AgentExecutionPhase } from './phase.js';
import { canEnterPhase } from './phase-transitions.js';
import { ENTRY_PHASE, phaseAgrees, stateOfPhase } from './phase-state.js';
import { canTransition, isActive } from './transitions.js';

function moveContradictions({
  from,
  to,
}: {
  readonly from: ExecutionState;
  readonly to: ExecutionState;
}): readonly Contradiction[] {
  return unless(canTransition(from, to), 'to', `the table has no move from '${from}' to '${to}'`);
}

/** Several stays are summed up late in a history only, and never across a change of state. */
function passageContradictions({
  seq,
  phases,
}: {
  readonly seq: number;
  readonly phases: readonly AgentExecutionPhase[];
}): readonly Contradiction[] {
  const within = phases.every((phase) => stateOfPhase(phase) === ExecutionState.RUNNING);
  return [
    ...unless(seq > MAX_DETAILED_FACTS, 'passed', `a history so short tells each phase by itself`),
    ...unless(within, 'passed', `stays are summed up within 'running' only`),
  ];
}

function phasesIn(passed: object): readonly AgentExecutionPhase[] {
  return Object.keys(passed) as AgentExecutionPhase[];
}

function phaseContradictions({
  seq,
  from,
  to,
  state,
  passed,
}: HistoryEventOf<'phase_entered'>): readonly Contradiction[] {
  return [
    ...(passed
      ? passageContradictions({ seq, phases: [from, to, ...phasesIn(passed)] })
      : unless(canEnterPhase(from, to), 'to', `the table has no move from '${from}' to '${to}'`)),
    ...unless(state === stateOfPhase(to), 'state', `the phase '${to}' refines no such state`),
    ...unless(isActive(state), 'state', `an end is told by the event 'ended'`),
  ];
}

function endContradictions(event: HistoryEventOf<'ended'>): readonly Contradiction[] {
  const { from, to, phase, cause, outcome } = event;
  const stays = ENTRY_PHASE[to] === undefined;
  const agrees = stays ? stateOfPhase(phase) === from : phaseAgrees(phase, to);
  const answered = to === ExecutionState.COMPLETED;
  return [
    ...moveContradictions(event),
    ...unless(
      agrees,
      'phase',
      `the phase '${phase}' does not fit an end from '${from}' in '${to}'`,
    ),
    ...unless(cause.kind === CAUSE_OF_STATE[to], 'cause.kind', `not the kind of cause of '${to}'`),
    ...unless((outcome.kind === 'error') !== answered, 'outcome.kind', `not an outcome of '${to}'`),
  ];
}

function typeContradictions(event: HistoryEvent): readonly Contradiction[] {
  switch (event.type) {
    case 'created':
      return retryContradictions(event, event.executionId);
    case 'state_changed':
      return moveContradictions(event);
    case 'phase_entered':
      return phaseContradictions(event);
    case 'ended':
      return endContradictions(event);
    case 'held':
    case 'cancel_requested':
      return outOfOrder(event, ['at', 'deadline']);
    case 'delivery_overdue':
      return outOfOrder(event, ['deadline', 'at']);
    default:
      return [];
  }
}

/** What the fields of `event` say against each other; empty for a possible one. */
export function eventContradictions(event: HistoryEvent): readonly Contradiction[] {
  const first = event.type === 'created';
  return [
    ...unless(first === (event.seq === 1), 'seq', `a history begins with 'created', as number 1`),
    ...typeContradictions(event),
  ];
}
