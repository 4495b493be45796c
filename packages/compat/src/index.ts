export { AgentExecutionPhase, CircuitBreakerState, ExecutionState } from '@tracker/state';
export { AgentExecutionTracker } from '@tracker/core';
export { ExecutionTracker, type ExecutionRecord } from './legacy-names.js';
export {
  getAgentStateTracker,
  getExecutionTracker,
  initExecutionTracker,
  initializeTracker,
  shutdownTracker,
} from './process-tracker.js';
export { defineVocabulary, type Vocabulary, type WordOf } from './vocabulary.js';
export type {
  Spelling,
  Translation,
  Untranslatable,
  VocabularyTables,
} from './vocabulary-tables.js';
export type { Loss } from './loss.js';
export type { Meaning } from './meaning.js';
export { LEGACY_SIX_STATES } from './legacy-six-states.js';
export {
  LEGACY_REGISTRY_STATES,
  LEGACY_REGISTRY_VALUES,
  RegistryState,
} from './legacy-registry-states.js';
export { DEPRECATIONS, type Deprecation, type DeprecationCode } from './deprecations.js';
