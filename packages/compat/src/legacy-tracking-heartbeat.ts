import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP010');

export {
  LegacyHeartbeatMonitor as HeartbeatMonitor,
  type HeartbeatStatus,
} from './legacy-heartbeat-monitor.js';
