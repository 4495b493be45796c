import type { ExecutionState, FailureCode, TimeoutClock } from '@tracker/state';

interface Again {
  /** `next`: a retry, which is an execution of its own here. */
  readonly attempt?: 'next';
}

interface Waiting {
  /** Why it waits; undefined when it does not. */
  readonly hold?: string;
  /** Whether a cancel has been asked for and is not through yet. */
  readonly cancelRequested?: true;
}

interface Reason {
  /** What the other system calls the reason. */
  readonly because?: string;
}

/** What a word of another system can say beside the state. */
interface Particulars extends Record<ExecutionState, object> {
  readonly pending: Again;
  readonly starting: Again;
  readonly running: Waiting;
  readonly completing: object;
  readonly completed: Reason;
  readonly failed: Reason & { readonly code?: FailureCode };
  readonly timeout: { readonly clock?: TimeoutClock };
  readonly dead: Reason;
  readonly cancelled: Reason & { readonly forced?: true };
}

/** What a word of another system says, in the words of this one: a state, and the fields that belong to it. */
export type Meaning<S extends ExecutionState = ExecutionState> = {
  readonly [State in S]: { readonly state: State } & Particulars[State];
}[S];

/** One text for everything that says the same; what says nothing is left out. */
export function meaningKey(meaning: Meaning): string {
  const said = Object.entries(meaning).filter(
    ([, value]) => typeof value === 'string' || value === true,
  );
  return JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}
