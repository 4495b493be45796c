import type { TrackerOptions } from '@tracker/core';
import { deprecate, deprecateModule } from './deprecate.js';
import { SixStateTracker } from './legacy-six-state-tracker.js';
import { initializeProcessTracker } from './process-tracker.js';

deprecateModule('TRACKER_DEP006');

export { ExecutionState } from '@tracker/state';
export { SixStateTracker as ExecutionTracker } from './legacy-six-state-tracker.js';
export type { SixStateRecord as ExecutionRecord } from './legacy-six-state-record.js';
export { shutdownTracker } from './process-tracker.js';

const VIEW = new SixStateTracker();

/**
 * The one view of six states of the one tracker of the process.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function getExecutionTracker(): SixStateTracker {
  deprecate('TRACKER_DEP001', getExecutionTracker);
  return VIEW;
}

/**
 * Creates the one tracker of the process, or finds the one there is, and listens to it.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function initializeTracker(options?: TrackerOptions): Promise<SixStateTracker> {
  deprecate('TRACKER_DEP003', initializeTracker);
  return begin(options);
}

/**
 * The same as `initializeTracker`.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function initExecutionTracker(options?: TrackerOptions): Promise<SixStateTracker> {
  deprecate('TRACKER_DEP005', initExecutionTracker);
  return begin(options);
}

async function begin(options?: TrackerOptions): Promise<SixStateTracker> {
  await initializeProcessTracker(options);
  VIEW.startMonitoring();
  return VIEW;
}
