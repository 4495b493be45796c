/** Where a fault is put in. */
export type FaultPlace = 'model' | 'agent' | 'process' | 'store' | 'client' | 'user';

/** A kind of trouble that a journey can meet by design. */
export interface FaultDesign {
  readonly label: string;
  readonly meaning: string;
  readonly place: FaultPlace;
  /** Its share among the survivable faults of the default mix, and among the fatal ones. */
  readonly weights: { readonly survivable: number; readonly fatal: number };
}

/** Common kinds, and those that take others down with them and so must be rare. */
const COMMON = { survivable: 12, fatal: 2 } as const;
const RARE = { survivable: 3, fatal: 2 } as const;
/** Kinds that no journey survives. */
const FATAL = { survivable: 0, fatal: 6 } as const;

/** Everything that can be made to go wrong, in the order of the reports. Where and when, the fault matrix says. */
export const FAULTS = Object.freeze({
  model_error: {
    label: 'model error',
    meaning: 'The model answers one call with HTTP 500.',
    place: 'model',
    weights: COMMON,
  },
  model_stall: {
    label: 'model stall',
    meaning: 'The stream of one call stops half-way and stays open.',
    place: 'model',
    weights: COMMON,
  },
  model_truncated: {
    label: 'truncated stream',
    meaning: 'The connection of one call is cut half-way.',
    place: 'model',
    weights: COMMON,
  },
  model_garbage: {
    label: 'garbage',
    meaning: 'The stream of one call turns into something that is no JSON.',
    place: 'model',
    weights: COMMON,
  },
  slow_tokens: {
    label: 'slow tokens',
    meaning: 'Every token takes long, but none too long.',
    place: 'model',
    weights: COMMON,
  },
  model_outage: {
    label: 'model down',
    meaning: 'The model that the agent needs answers nobody, until its breaker opens.',
    place: 'model',
    weights: FATAL,
  },
  agent_throws: {
    label: 'agent throws',
    meaning: 'The agent throws.',
    place: 'agent',
    weights: FATAL,
  },
  agent_hangs: {
    label: 'agent hangs',
    meaning: 'The agent never returns and heeds no signal.',
    place: 'agent',
    weights: FATAL,
  },
  agent_empty: {
    label: 'empty answer',
    meaning: 'The agent returns blanks.',
    place: 'agent',
    weights: FATAL,
  },
  agent_dictionary: {
    label: 'dictionary as state',
    meaning: 'The agent passes a dictionary where a state is meant.',
    place: 'agent',
    weights: FATAL,
  },
  worker_killed: {
    label: 'worker killed',
    meaning: 'The process that runs the agent gets SIGKILL; others of its runs die with it.',
    place: 'process',
    weights: RARE,
  },
  gateway_killed: {
    label: 'gateway killed',
    meaning: 'The gateway gets SIGKILL; its clients go to the other one, or to the one after it.',
    place: 'process',
    weights: RARE,
  },
  loop_stalled: {
    label: 'event loop stalled',
    meaning: 'The process that writes does nothing else for more than a second.',
    place: 'process',
    weights: RARE,
  },
  store_refuses: {
    label: 'store refuses',
    meaning: 'The store says that it failed: before it wrote anything, or after it had.',
    place: 'store',
    weights: COMMON,
  },
  store_blocked: {
    label: 'store blocked',
    meaning: 'Another process locks the SQLite file, or ends every connection to PostgreSQL.',
    place: 'store',
    weights: RARE,
  },
  client_drops: {
    label: 'client drops',
    meaning: 'The connection breaks, and the client comes back at once.',
    place: 'client',
    weights: COMMON,
  },
  client_absent: {
    label: 'client away',
    meaning: 'The connection breaks, and the client comes back after the end.',
    place: 'client',
    weights: COMMON,
  },
  client_slow: {
    label: 'client slow',
    meaning: 'The client reads nothing for a while.',
    place: 'client',
    weights: COMMON,
  },
  client_repeats: {
    label: 'sent twice',
    meaning: 'The client sends the same message again; it must be worked on once.',
    place: 'client',
    weights: COMMON,
  },
  user_cancels: {
    label: 'user cancels',
    meaning: 'The user cancels while the agent is at work.',
    place: 'user',
    weights: FATAL,
  },
} as const satisfies Record<string, FaultDesign>);

/** The name of a kind of fault. */
export type FaultKind = keyof typeof FAULTS;

/** The kinds, in the order of the reports. */
export const FAULT_KINDS = Object.freeze(Object.keys(FAULTS) as FaultKind[]);
