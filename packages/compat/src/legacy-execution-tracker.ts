import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP006');

export { ExecutionState } from '@tracker/state';
export { ExecutionTracker, type ExecutionRecord } from './legacy-names.js';
export {
  getExecutionTracker,
  initExecutionTracker,
  initializeTracker,
  shutdownTracker,
} from './process-tracker.js';
