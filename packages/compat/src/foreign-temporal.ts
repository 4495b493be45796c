import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The statuses of a Temporal workflow execution. */
export const TEMPORAL_WORKFLOW_STATUSES = defineVocabulary({
  name: 'Temporal workflow status',
  toCanonical: {
    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED: { none: 'the server did not set it' },
    WORKFLOW_EXECUTION_STATUS_RUNNING: { state: 'running' },
    WORKFLOW_EXECUTION_STATUS_COMPLETED: { state: 'completed', final: true },
    WORKFLOW_EXECUTION_STATUS_FAILED: { state: 'failed', final: true },
    WORKFLOW_EXECUTION_STATUS_CANCELED: { state: 'cancelled', final: true },
    WORKFLOW_EXECUTION_STATUS_TERMINATED: { state: 'cancelled', forced: true, final: true },
    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW: { none: 'the next run of the chain has the state' },
    WORKFLOW_EXECUTION_STATUS_TIMED_OUT: { state: 'timeout', final: true },
    WORKFLOW_EXECUTION_STATUS_PAUSED: { state: 'running', hold: 'paused' },
  },
  fromCanonical: {
    pending: { word: 'WORKFLOW_EXECUTION_STATUS_RUNNING', loss: UNSAID.QUEUED },
    starting: { word: 'WORKFLOW_EXECUTION_STATUS_RUNNING', loss: UNSAID.BEGUN },
    running: { word: 'WORKFLOW_EXECUTION_STATUS_RUNNING' },
    completing: { word: 'WORKFLOW_EXECUTION_STATUS_RUNNING', loss: UNSAID.LAST_STEP },
    completed: { word: 'WORKFLOW_EXECUTION_STATUS_COMPLETED' },
    failed: { word: 'WORKFLOW_EXECUTION_STATUS_FAILED' },
    timeout: { word: 'WORKFLOW_EXECUTION_STATUS_TIMED_OUT' },
    dead: { word: 'WORKFLOW_EXECUTION_STATUS_FAILED', loss: UNSAID.DEATH },
    cancelled: { word: 'WORKFLOW_EXECUTION_STATUS_CANCELED' },
  },
});

const ENDED = 'an activity that has ended is pending no more';

/** The states of a Temporal activity that has not ended. */
export const TEMPORAL_ACTIVITY_STATES = defineVocabulary({
  name: 'Temporal pending activity state',
  toCanonical: {
    PENDING_ACTIVITY_STATE_UNSPECIFIED: { none: 'the server did not set it' },
    PENDING_ACTIVITY_STATE_SCHEDULED: { state: 'pending' },
    PENDING_ACTIVITY_STATE_STARTED: { state: 'running' },
    PENDING_ACTIVITY_STATE_CANCEL_REQUESTED: { state: 'running', cancelRequested: true },
    PENDING_ACTIVITY_STATE_PAUSED: { state: 'running', hold: 'paused' },
    PENDING_ACTIVITY_STATE_PAUSE_REQUESTED: { state: 'running', loss: 'that a pause is asked for' },
  },
  fromCanonical: {
    pending: { word: 'PENDING_ACTIVITY_STATE_SCHEDULED' },
    starting: { word: 'PENDING_ACTIVITY_STATE_STARTED', loss: UNSAID.BEGUN },
    running: { word: 'PENDING_ACTIVITY_STATE_STARTED' },
    completing: { word: 'PENDING_ACTIVITY_STATE_STARTED', loss: UNSAID.LAST_STEP },
    completed: { none: ENDED },
    failed: { none: ENDED },
    timeout: { none: ENDED },
    dead: { none: ENDED },
    cancelled: { none: ENDED },
  },
});

const NO_TIMEOUT = 'only a timeout has a type of timeout';

/** Which of its timeouts ended a Temporal activity. A missed heartbeat is a death here. */
export const TEMPORAL_TIMEOUT_TYPES = defineVocabulary({
  name: 'Temporal timeout type',
  toCanonical: {
    TIMEOUT_TYPE_UNSPECIFIED: { none: 'the server did not set it' },
    TIMEOUT_TYPE_START_TO_CLOSE: { state: 'timeout', clock: 'execution', final: true },
    TIMEOUT_TYPE_SCHEDULE_TO_START: { state: 'timeout', clock: 'start', final: true },
    TIMEOUT_TYPE_SCHEDULE_TO_CLOSE: {
      state: 'timeout',
      clock: 'execution',
      final: true,
      loss: 'that the time before the start counted too',
    },
    TIMEOUT_TYPE_HEARTBEAT: { state: 'dead', final: true },
  },
  fromCanonical: {
    pending: { none: NO_TIMEOUT },
    starting: { none: NO_TIMEOUT },
    running: { none: NO_TIMEOUT },
    completing: { none: NO_TIMEOUT },
    completed: { none: NO_TIMEOUT },
    failed: { none: NO_TIMEOUT },
    timeout: { word: 'TIMEOUT_TYPE_START_TO_CLOSE' },
    dead: { word: 'TIMEOUT_TYPE_HEARTBEAT' },
    cancelled: { none: NO_TIMEOUT },
  },
});
