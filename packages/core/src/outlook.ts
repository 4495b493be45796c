import type { Execution } from '@tracker/state';
import { runningClocks, type OutlookClock } from './judge.js';
import type { Signs } from './signs.js';
import type { StoredExecution } from './store.js';
import { toExecution } from './view.js';

/** What an execution waits for: which clocks run, when each runs out, and what was last heard of it. */
export interface Outlook {
  readonly execution: Execution;
  /** The clocks that run, the one that runs out first in front; empty when nothing is left to wait for. */
  readonly clocks: readonly OutlookClock[];
  /** The signs beside the record, as the store has them. */
  readonly signs: Signs;
  /** The store's clock when it was read, epoch milliseconds. */
  readonly readAt: number;
}

/** The outlook of an execution as it is stored. */
export function outlookOf({ record, signs }: StoredExecution, readAt: number): Outlook {
  const clocks = runningClocks(record, signs);
  return { execution: toExecution(record), clocks, signs: { ...signs }, readAt };
}
