import { AGENT_EXECUTION_TRACKER_MODULE } from './imports-of-agent-execution-tracker.js';
import { EXECUTION_TRACKER_MODULE } from './imports-of-execution-tracker.js';
import { TRACKING_HEARTBEAT_MODULE } from './imports-of-tracking-heartbeat.js';
import { TRACKING_REGISTRY_MODULE } from './imports-of-tracking-registry.js';
import {
  TIMEOUT_CONFIGURATION_MODULE,
  TRACKING_TIMEOUT_MODULE,
} from './imports-of-tracking-timeout.js';
import {
  ABSORBED_MODULES,
  TRACKING_PACKAGE_MODULE,
  TRACKING_TRACKER_MODULE,
} from './imports-of-tracking-tracker.js';
import type { LegacyModule } from './successor.js';

/** Every legacy module, with what takes the place of each of its names. */
export const IMPORT_REGISTRY: readonly LegacyModule[] = [
  AGENT_EXECUTION_TRACKER_MODULE,
  EXECUTION_TRACKER_MODULE,
  TRACKING_PACKAGE_MODULE,
  TRACKING_TRACKER_MODULE,
  TRACKING_REGISTRY_MODULE,
  TRACKING_HEARTBEAT_MODULE,
  TRACKING_TIMEOUT_MODULE,
  TIMEOUT_CONFIGURATION_MODULE,
  ...ABSORBED_MODULES,
];
