import { ExecutionState, type TerminalState } from '@tracker/state';

/** Where a fault is put in. */
export type FaultPlace = 'model' | 'agent' | 'client' | 'user';

/** A kind of trouble that a journey can meet by design. */
export interface FaultDesign {
  readonly label: string;
  readonly meaning: string;
  readonly place: FaultPlace;
  /** How the execution is to end all the same. */
  readonly ends: TerminalState;
  /** Its share among the faults of the default mix. */
  readonly weight: number;
}

/** Faults that a well-built path survives; they are the larger part of the mix. */
const SURVIVABLE = { ends: ExecutionState.COMPLETED, weight: 12 } as const;
/** Faults that no path survives: what counts is that the user can read so, in time. */
const FATAL_WEIGHT = 3;

/** Everything that can be made to go wrong, in the order of the reports. */
export const FAULTS = Object.freeze({
  model_error: {
    label: 'model error',
    meaning: 'The model answers one call with HTTP 500.',
    place: 'model',
    ...SURVIVABLE,
  },
  model_stall: {
    label: 'model stall',
    meaning: 'The stream of one call stops half-way and stays open.',
    place: 'model',
    ...SURVIVABLE,
  },
  model_truncated: {
    label: 'truncated stream',
    meaning: 'The connection of one call is cut half-way.',
    place: 'model',
    ...SURVIVABLE,
  },
  model_garbage: {
    label: 'garbage',
    meaning: 'The stream of one call turns into something that is no JSON.',
    place: 'model',
    ...SURVIVABLE,
  },
  slow_tokens: {
    label: 'slow tokens',
    meaning: 'Every token takes long, but none too long.',
    place: 'model',
    ...SURVIVABLE,
  },
  client_drops: {
    label: 'client drops',
    meaning: 'The connection breaks in the middle, and the client comes back soon.',
    place: 'client',
    ...SURVIVABLE,
  },
  client_absent: {
    label: 'client away',
    meaning: 'The connection breaks after the question, and the client comes back after the end.',
    place: 'client',
    ...SURVIVABLE,
  },
  client_repeats: {
    label: 'sent twice',
    meaning: 'The client sends the same message twice; it must be worked on once.',
    place: 'client',
    ...SURVIVABLE,
  },
  model_outage: {
    label: 'model down',
    meaning: 'The model that the agent needs answers nobody.',
    place: 'model',
    ends: ExecutionState.FAILED,
    weight: FATAL_WEIGHT,
  },
  agent_throws: {
    label: 'agent throws',
    meaning: 'The agent throws, before or after its work.',
    place: 'agent',
    ends: ExecutionState.FAILED,
    weight: FATAL_WEIGHT,
  },
  agent_hangs: {
    label: 'agent hangs',
    meaning: 'The agent never returns and heeds no signal.',
    place: 'agent',
    ends: ExecutionState.TIMEOUT,
    weight: FATAL_WEIGHT,
  },
  agent_empty: {
    label: 'empty answer',
    meaning: 'The agent returns blanks.',
    place: 'agent',
    ends: ExecutionState.FAILED,
    weight: FATAL_WEIGHT,
  },
  agent_dictionary: {
    label: 'dictionary as state',
    meaning: 'The agent passes a dictionary where a state is meant.',
    place: 'agent',
    ends: ExecutionState.FAILED,
    weight: FATAL_WEIGHT,
  },
  user_cancels: {
    label: 'user cancels',
    meaning: 'The user cancels while the agent is at work.',
    place: 'user',
    ends: ExecutionState.CANCELLED,
    weight: FATAL_WEIGHT,
  },
} as const satisfies Record<string, FaultDesign>);

/** The name of a kind of fault. */
export type FaultKind = keyof typeof FAULTS;

/** The kinds, in the order of the reports. */
export const FAULT_KINDS = Object.freeze(Object.keys(FAULTS) as FaultKind[]);
