import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP008');

export { ExecutionTracker } from './legacy-names.js';
