import type { TrackerOptions } from '@tracker/core';
import { deprecate, deprecateModule } from './deprecate.js';
import { LegacyAgentTracker } from './legacy-agent-tracker.js';
import { initializeProcessTracker } from './process-tracker.js';

deprecateModule('TRACKER_DEP007');

export { AgentExecutionPhase, CircuitBreakerState, ExecutionState } from '@tracker/state';
export {
  LegacyAgentTracker as AgentExecutionTracker,
  LegacyAgentTracker as ExecutionTracker,
} from './legacy-agent-tracker.js';
export type { AgentRecord as ExecutionRecord } from './legacy-agent-record.js';
export type { PhaseTransition } from './legacy-agent-note.js';
export { CircuitBreakerOpenError } from './legacy-errors.js';
export type { TimeoutConfig } from './legacy-timeout-config.js';
export { shutdownTracker } from './process-tracker.js';

const VIEW = new LegacyAgentTracker();

/**
 * The one view of nine states of the one tracker of the process.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function getExecutionTracker(): LegacyAgentTracker {
  deprecate('TRACKER_DEP001', getExecutionTracker);
  return VIEW;
}

/**
 * The same view as `getExecutionTracker`.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function getAgentStateTracker(): LegacyAgentTracker {
  deprecate('TRACKER_DEP002', getAgentStateTracker);
  return VIEW;
}

/**
 * Creates the one tracker of the process, or finds the one there is, and listens to it.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export async function initializeTracker(options?: TrackerOptions): Promise<LegacyAgentTracker> {
  deprecate('TRACKER_DEP003', initializeTracker);
  await initializeProcessTracker(options);
  VIEW.startMonitoring();
  return VIEW;
}
