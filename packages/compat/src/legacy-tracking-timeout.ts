import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP011');

export {
  LegacyTimeoutManager as TimeoutManager,
  type TimeoutInfo,
} from './legacy-timeout-manager.js';
