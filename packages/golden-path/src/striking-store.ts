import { SystemClock, type ExecutionStore, type Transition } from '@tracker/core';
import {
  ENTRY_PHASE,
  TrackerError,
  TrackerErrorCode,
  stateOfPhase,
  type AgentExecutionPhase,
  type HistoryEvent,
} from '@tracker/state';
import type { FaultKind } from './fault-kind.js';
import type { Moment } from './fault-matrix.js';
import { faultOfMessage, type FaultNote } from './fault-note.js';
import { overlay } from './overlay.js';
import type { AskDirector } from './part-link.js';

/** How long a stalled process does nothing else, in milliseconds. */
const STALL_MS = 1_200;

/** What can be done to whoever writes to a store; a process that is killed does not hear that it was. */
const STRIKES: Partial<Record<FaultKind, () => void>> = {
  worker_killed: () => undefined,
  gateway_killed: () => undefined,
  loop_stalled: stall,
  store_refuses: refuse,
};

export interface StrikingStoreOptions {
  readonly store: ExecutionStore;
  readonly ask: AskDirector;
  /** The kinds that concern this process. */
  readonly kinds: readonly FaultKind[];
}

/** A store that lets the faults of its runs strike at the commit that enters their phase, before it or after it. */
export function strikingStore({ store, ask, kinds }: StrikingStoreOptions): ExecutionStore {
  const strike = async (transitions: readonly Transition[], moment: Moment): Promise<void> => {
    for (const transition of transitions) {
      const fault = dueFault(transition, moment);
      if (!fault || !kinds.includes(fault.kind)) continue;
      if (await ask(transition.next.runId, fault)) STRIKES[fault.kind]?.();
    }
  };
  return overlay(store, {
    commit: async (transitions) => {
      await strike(transitions, 'before');
      const results = await store.commit(transitions);
      const landed = transitions.filter((_, index) => results[index]?.status === 'committed');
      await strike(landed, 'after');
      return results;
    },
  });
}

function dueFault({ next, events }: Transition, moment: Moment): FaultNote | undefined {
  const fault = faultOfMessage(next.metadata);
  if (fault?.moment !== moment) return undefined;
  return events.some((event) => phaseEntered(event) === fault.phase) ? fault : undefined;
}

/** The phase that a fact enters; an end that leaves the phase where it was enters none. */
function phaseEntered(event: HistoryEvent): AgentExecutionPhase | undefined {
  switch (event.type) {
    case 'created':
      return ENTRY_PHASE.pending;
    case 'state_changed':
      return ENTRY_PHASE[event.to];
    case 'phase_entered':
      return event.to;
    case 'ended':
      return stateOfPhase(event.phase) === event.to ? event.phase : undefined;
    default:
      return undefined;
  }
}

/** Nothing else happens in this process meanwhile. */
function stall(): void {
  const clock = new SystemClock();
  for (const until = clock.now() + STALL_MS; clock.now() < until; );
}

function refuse(): void {
  throw new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message: 'The store failed by design; whether it wrote anything it does not say.',
  });
}
