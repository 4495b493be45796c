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
export { A2A_TASK_STATES } from './foreign-a2a.js';
export { AI_SDK_FINISH_REASONS } from './foreign-ai-sdk.js';
export { AIRFLOW_TASK_STATES } from './foreign-airflow.js';
export { BULLMQ_JOB_TYPES } from './foreign-bullmq.js';
export { CELERY_STATES } from './foreign-celery.js';
export { DBOS_WORKFLOW_STATUSES } from './foreign-dbos.js';
export {
  GITHUB_RUN_STATUSES,
  GITHUB_RUN_CONCLUSIONS,
  parseGitHubRun,
} from './foreign-github-actions.js';
export { INNGEST_RUN_STATUSES } from './foreign-inngest.js';
export { KUBERNETES_JOB_CONDITIONS } from './foreign-kubernetes.js';
export { LANGGRAPH_RUN_STATUSES } from './foreign-langgraph.js';
export { MCP_TASK_STATUSES } from './foreign-mcp.js';
export { OPENAI_RUN_STATUSES, OPENAI_RESPONSE_STATUSES } from './foreign-openai.js';
export { PG_BOSS_STATES } from './foreign-pg-boss.js';
export { PREFECT_STATE_TYPES } from './foreign-prefect.js';
export {
  TEMPORAL_WORKFLOW_STATUSES,
  TEMPORAL_ACTIVITY_STATES,
  TEMPORAL_TIMEOUT_TYPES,
} from './foreign-temporal.js';
export { TRIGGER_DEV_RUN_STATUSES } from './foreign-trigger-dev.js';
export { VOCABULARIES } from './vocabularies.js';
export { DEPRECATIONS, type Deprecation, type DeprecationCode } from './deprecations.js';
