import { A2A_TASK_STATES } from './foreign-a2a.js';
import { AI_SDK_FINISH_REASONS } from './foreign-ai-sdk.js';
import { AIRFLOW_TASK_STATES } from './foreign-airflow.js';
import { BULLMQ_JOB_TYPES } from './foreign-bullmq.js';
import { CELERY_STATES } from './foreign-celery.js';
import { DBOS_WORKFLOW_STATUSES } from './foreign-dbos.js';
import { GITHUB_RUN_STATUSES, GITHUB_RUN_CONCLUSIONS } from './foreign-github-actions.js';
import { INNGEST_RUN_STATUSES } from './foreign-inngest.js';
import { KUBERNETES_JOB_CONDITIONS } from './foreign-kubernetes.js';
import { LANGGRAPH_RUN_STATUSES } from './foreign-langgraph.js';
import { MCP_TASK_STATUSES } from './foreign-mcp.js';
import { OPENAI_RUN_STATUSES, OPENAI_RESPONSE_STATUSES } from './foreign-openai.js';
import { PG_BOSS_STATES } from './foreign-pg-boss.js';
import { PREFECT_STATE_TYPES } from './foreign-prefect.js';
import {
  TEMPORAL_WORKFLOW_STATUSES,
  TEMPORAL_ACTIVITY_STATES,
  TEMPORAL_TIMEOUT_TYPES,
} from './foreign-temporal.js';
import { TRIGGER_DEV_RUN_STATUSES } from './foreign-trigger-dev.js';
import { LEGACY_REGISTRY_STATES, LEGACY_REGISTRY_VALUES } from './legacy-registry-states.js';
import { LEGACY_SIX_STATES } from './legacy-six-states.js';
import type { Vocabulary } from './vocabulary.js';

/** Every vocabulary of this package: first the older trackers', then other systems'. */
export const VOCABULARIES: readonly Vocabulary<string>[] = Object.freeze([
  LEGACY_SIX_STATES,
  LEGACY_REGISTRY_STATES,
  LEGACY_REGISTRY_VALUES,
  A2A_TASK_STATES,
  AI_SDK_FINISH_REASONS,
  AIRFLOW_TASK_STATES,
  BULLMQ_JOB_TYPES,
  CELERY_STATES,
  DBOS_WORKFLOW_STATUSES,
  GITHUB_RUN_STATUSES,
  GITHUB_RUN_CONCLUSIONS,
  INNGEST_RUN_STATUSES,
  KUBERNETES_JOB_CONDITIONS,
  LANGGRAPH_RUN_STATUSES,
  MCP_TASK_STATUSES,
  OPENAI_RUN_STATUSES,
  OPENAI_RESPONSE_STATUSES,
  PG_BOSS_STATES,
  PREFECT_STATE_TYPES,
  TEMPORAL_WORKFLOW_STATUSES,
  TEMPORAL_ACTIVITY_STATES,
  TEMPORAL_TIMEOUT_TYPES,
  TRIGGER_DEV_RUN_STATUSES,
]);
