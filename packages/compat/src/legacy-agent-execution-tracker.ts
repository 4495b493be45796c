import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP007');

export { AgentExecutionPhase, CircuitBreakerState, ExecutionState } from '@tracker/state';
export { AgentExecutionTracker } from '@tracker/core';
export { ExecutionTracker, type ExecutionRecord } from './legacy-names.js';
export {
  getAgentStateTracker,
  getExecutionTracker,
  initializeTracker,
  shutdownTracker,
} from './process-tracker.js';
