import * as compat from './index.js';
import { parseGitHubRun } from './foreign-github-actions.js';
import type { Meaning } from './meaning.js';
import type { Vocabulary } from './vocabulary.js';
import { VOCABULARIES } from './vocabularies.js';

/** The lists as each project's own source spells them, read in 2026. */
const LISTS: readonly (readonly [keyof typeof compat, string])[] = [
  ['LEGACY_SIX_STATES', 'pending running completed failed timeout dead'],
  [
    'LEGACY_REGISTRY_STATES',
    'PENDING INITIALIZING RUNNING SUCCESS FAILED TIMEOUT ABORTED RECOVERING',
  ],
  ['LEGACY_REGISTRY_VALUES', 'pending starting running completed failed timeout cancelled'],
  // specification/a2a.proto, TaskState
  [
    'A2A_TASK_STATES',
    'TASK_STATE_UNSPECIFIED TASK_STATE_SUBMITTED TASK_STATE_WORKING TASK_STATE_COMPLETED TASK_STATE_FAILED TASK_STATE_CANCELED TASK_STATE_INPUT_REQUIRED TASK_STATE_REJECTED TASK_STATE_AUTH_REQUIRED',
  ],
  // schema/2025-11-25/schema.ts, TaskStatus
  ['MCP_TASK_STATUSES', 'working input_required completed failed cancelled'],
  // openai-node, beta/threads/runs/runs.ts, RunStatus
  [
    'OPENAI_RUN_STATUSES',
    'queued in_progress requires_action cancelling cancelled failed completed incomplete expired',
  ],
  // openai-node, responses/responses.ts, ResponseStatus
  ['OPENAI_RESPONSE_STATUSES', 'completed failed in_progress cancelled queued incomplete'],
  // packages/ai/src/types/language-model.ts, FinishReason
  ['AI_SDK_FINISH_REASONS', 'stop length content-filter tool-calls error other'],
  // temporal/api/enums/v1/workflow.proto
  [
    'TEMPORAL_WORKFLOW_STATUSES',
    'WORKFLOW_EXECUTION_STATUS_UNSPECIFIED WORKFLOW_EXECUTION_STATUS_RUNNING WORKFLOW_EXECUTION_STATUS_COMPLETED WORKFLOW_EXECUTION_STATUS_FAILED WORKFLOW_EXECUTION_STATUS_CANCELED WORKFLOW_EXECUTION_STATUS_TERMINATED WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW WORKFLOW_EXECUTION_STATUS_TIMED_OUT WORKFLOW_EXECUTION_STATUS_PAUSED',
  ],
  [
    'TEMPORAL_ACTIVITY_STATES',
    'PENDING_ACTIVITY_STATE_UNSPECIFIED PENDING_ACTIVITY_STATE_SCHEDULED PENDING_ACTIVITY_STATE_STARTED PENDING_ACTIVITY_STATE_CANCEL_REQUESTED PENDING_ACTIVITY_STATE_PAUSED PENDING_ACTIVITY_STATE_PAUSE_REQUESTED',
  ],
  [
    'TEMPORAL_TIMEOUT_TYPES',
    'TIMEOUT_TYPE_UNSPECIFIED TIMEOUT_TYPE_START_TO_CLOSE TIMEOUT_TYPE_SCHEDULE_TO_START TIMEOUT_TYPE_SCHEDULE_TO_CLOSE TIMEOUT_TYPE_HEARTBEAT',
  ],
  // src/types/job-type.ts, JobType
  [
    'BULLMQ_JOB_TYPES',
    'active completed delayed failed prioritized waiting waiting-children paused repeat wait',
  ],
  // src/plans.ts, job_state
  ['PG_BOSS_STATES', 'created retry active completed cancelled failed'],
  // src/workflow.ts, StatusString
  [
    'DBOS_WORKFLOW_STATUSES',
    'PENDING SUCCESS ERROR MAX_RECOVERY_ATTEMPTS_EXCEEDED CANCELLED ENQUEUED DELAYED',
  ],
  // libs/sdk/src/schema.ts, RunStatus
  ['LANGGRAPH_RUN_STATUSES', 'pending running error success timeout interrupted'],
  // pkg/enums/run_status.go
  [
    'INNGEST_RUN_STATUSES',
    'Running Completed Failed Cancelled Overflowed Scheduled Unknown Skipped',
  ],
  // internal-packages/database/prisma/schema.prisma, TaskRunStatus
  [
    'TRIGGER_DEV_RUN_STATUSES',
    'DELAYED PENDING PENDING_VERSION WAITING_FOR_DEPLOY DEQUEUED EXECUTING WAITING_TO_RESUME RETRYING_AFTER_FAILURE PAUSED CANCELED INTERRUPTED COMPLETED_SUCCESSFULLY COMPLETED_WITH_ERRORS SYSTEM_FAILURE CRASHED EXPIRED TIMED_OUT',
  ],
  // celery/states.py
  ['CELERY_STATES', 'PENDING RECEIVED STARTED SUCCESS FAILURE REVOKED REJECTED RETRY IGNORED'],
  // prefect/client/schemas/objects.py, StateType
  [
    'PREFECT_STATE_TYPES',
    'SCHEDULED PENDING RUNNING COMPLETED FAILED CANCELLED CRASHED PAUSED CANCELLING',
  ],
  // airflow/utils/state.py, TaskInstanceState, with none; awaiting_input from the documentation
  [
    'AIRFLOW_TASK_STATES',
    'none scheduled queued running success restarting failed skipped upstream_failed up_for_retry up_for_reschedule deferred awaiting_input removed',
  ],
  // batch/v1/types.go, JobConditionType
  ['KUBERNETES_JOB_CONDITIONS', 'Suspended Complete Failed FailureTarget SuccessCriteriaMet'],
  // @octokit/openapi-types 29
  ['GITHUB_RUN_STATUSES', 'requested waiting pending queued in_progress completed'],
  [
    'GITHUB_RUN_CONCLUSIONS',
    'success failure neutral cancelled skipped timed_out action_required startup_failure stale',
  ],
];

it.each(LISTS)('%s has every word of its source, and no other', (name, list) => {
  const vocabulary = compat[name] as Vocabulary<string>;
  expect([...vocabulary.words].sort()).toEqual(list.split(' ').sort());
});

it('leaves no vocabulary without such a list', () => {
  const listed = LISTS.map(([name]) => compat[name]);
  expect(VOCABULARIES.filter((vocabulary) => !(listed as unknown[]).includes(vocabulary))).toEqual(
    [],
  );
});

describe('the words that are easily misread', () => {
  it.each<[Vocabulary<string>, string, Meaning]>([
    [compat.DBOS_WORKFLOW_STATUSES, 'PENDING', { state: 'running' }],
    [compat.AI_SDK_FINISH_REASONS, 'length', { state: 'failed', because: 'length' }],
    [compat.AI_SDK_FINISH_REASONS, 'stop', { state: 'completing' }],
    [compat.OPENAI_RUN_STATUSES, 'incomplete', { state: 'failed', because: 'incomplete' }],
    [compat.OPENAI_RUN_STATUSES, 'cancelling', { state: 'running', cancelRequested: true }],
    [compat.A2A_TASK_STATES, 'TASK_STATE_REJECTED', { state: 'failed', code: 'rejected' }],
    [compat.TEMPORAL_TIMEOUT_TYPES, 'TIMEOUT_TYPE_HEARTBEAT', { state: 'dead' }],
    [compat.TRIGGER_DEV_RUN_STATUSES, 'COMPLETED_WITH_ERRORS', { state: 'failed' }],
    [compat.TRIGGER_DEV_RUN_STATUSES, 'EXPIRED', { state: 'timeout', clock: 'start' }],
    [compat.PREFECT_STATE_TYPES, 'PENDING', { state: 'starting' }],
  ])('%#: %s', (vocabulary, word, meaning) => {
    expect(vocabulary.parse(word)).toEqual(meaning);
    expect(vocabulary.from(meaning)).toBe(word);
  });

  it.each<[Vocabulary<string>, string]>([
    [compat.CELERY_STATES, 'PENDING'],
    [compat.TEMPORAL_WORKFLOW_STATUSES, 'WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW'],
    [compat.A2A_TASK_STATES, 'TASK_STATE_UNSPECIFIED'],
  ])('%#: %s is no state', (vocabulary, word) => {
    expect(() => vocabulary.parse(word)).toThrow('says no state');
  });
});

describe('a GitHub run', () => {
  it('is read on both axes', () => {
    expect(parseGitHubRun({ status: 'queued', conclusion: null })).toEqual({ state: 'pending' });
    expect(parseGitHubRun({ status: 'completed', conclusion: 'timed_out' })).toEqual({
      state: 'timeout',
    });
  });

  it('that has ended and does not say how is an error', () => {
    expect(() => parseGitHubRun({ status: 'completed', conclusion: null })).toThrow(
      'Expected a word of GitHub run conclusion, got null.',
    );
  });
});
