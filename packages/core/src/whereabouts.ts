import {
  phaseAfter,
  stateOfPhase,
  type AgentExecutionPhase,
  type ExecutionState,
  type HistoryEvent,
} from '@tracker/state';

/** Where an execution is. */
export interface Whereabouts {
  state: ExecutionState;
  phase: AgentExecutionPhase;
}

/** Where a new execution is. */
export const BEGINNING: Readonly<Whereabouts> = Object.freeze({
  state: 'pending',
  phase: 'created',
});

/** Lets a fact move an execution; the only place where its state and phase change. */
export function move(at: Whereabouts, event: HistoryEvent): void {
  switch (event.type) {
    case 'state_changed':
      at.phase = phaseAfter(at.phase, event.to);
      at.state = event.to;
      return;
    case 'phase_entered':
      at.phase = event.to;
      at.state = stateOfPhase(event.to);
      return;
    case 'ended':
      at.phase = event.phase;
      at.state = event.to;
  }
}
