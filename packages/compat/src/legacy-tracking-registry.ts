import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP009');

export { ExecutionState } from '@tracker/state';
export { LegacyRegistry as ExecutionRegistry } from './legacy-registry.js';
export type { RegistryMetrics as ExecutionMetrics } from './legacy-registry-counts.js';
export type { RegistryRecord as ExecutionRecord } from './legacy-registry-record.js';
export {
  LEGACY_REGISTRY_STATES,
  LEGACY_REGISTRY_VALUES,
  RegistryState,
} from './legacy-registry-states.js';
