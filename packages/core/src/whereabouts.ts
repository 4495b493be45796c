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
export function move(execution: Whereabouts, event: HistoryEvent): void {
  switch (event.type) {
    case 'state_changed':
      execution.phase = phaseAfter(execution.phase, event.to);
      execution.state = event.to;
      return;
    case 'phase_entered':
      execution.phase = event.to;
      execution.state = stateOfPhase(event.to);
      return;
    case 'ended':
      execution.phase = event.phase;
      execution.state = event.to;
  }
}
