import { ExecutionState, isActive, type Execution } from '@tracker/state';
import type { Rebuilt } from './rebuild.js';

/** The fields that readers are not shown of an active execution in each state. */
const UNSEEN = {
  [ExecutionState.PENDING]: ['owner', 'startedAt', 'runningAt', 'hold'],
  [ExecutionState.STARTING]: ['runningAt', 'hold'],
  [ExecutionState.RUNNING]: [],
  [ExecutionState.COMPLETING]: ['hold'],
} as const satisfies Partial<Record<ExecutionState, readonly (keyof Rebuilt)[]>>;

const UNSEEN_BEFORE_END = ['endedAt', 'cause', 'outcome', 'delivery'] as const;
const UNSEEN_AFTER_END = ['hold'] as const;

/** What a reader is shown of `rebuilt`: the fields of its state and no others. */
export function readerView(rebuilt: Rebuilt): Execution {
  const { state } = rebuilt;
  const unseen: readonly string[] = isActive(state)
    ? [...UNSEEN[state], ...UNSEEN_BEFORE_END]
    : UNSEEN_AFTER_END;
  const seen = Object.entries(rebuilt).filter(([field]) => !unseen.includes(field));
  return Object.fromEntries(seen) as unknown as Execution;
}

/**
 * What all readers of one version must see alike. Who happened to judge a death first is not part of it, nor is the
 * detail of a failure, which only operators are shown.
 */
export function comparable(view: object): object {
  const { cause } = view as { readonly cause?: { readonly kind: string } | null };
  if (cause?.kind === 'death') return { ...view, cause: { ...cause, judgedBy: '' } };
  if (cause?.kind === 'failure') return { ...view, cause: { ...cause, detail: undefined } };
  return view;
}
