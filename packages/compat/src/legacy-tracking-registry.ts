import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP009');

export { ExecutionState } from '@tracker/state';
export { type ExecutionRecord } from './legacy-names.js';
export {
  LEGACY_REGISTRY_STATES,
  LEGACY_REGISTRY_VALUES,
  RegistryState,
} from './legacy-registry-states.js';
