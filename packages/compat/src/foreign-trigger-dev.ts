import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The statuses of a Trigger.dev task run. */
export const TRIGGER_DEV_RUN_STATUSES = defineVocabulary({
  name: 'Trigger.dev run status',
  toCanonical: {
    DELAYED: { state: 'pending', loss: 'that it waits for a time' },
    PENDING: { state: 'pending' },
    PENDING_VERSION: { state: 'pending', loss: 'that it waits for a version' },
    WAITING_FOR_DEPLOY: { state: 'pending', loss: 'that it waits for a deploy' },
    DEQUEUED: { state: 'starting' },
    EXECUTING: { state: 'running' },
    WAITING_TO_RESUME: { state: 'running', hold: 'resume' },
    RETRYING_AFTER_FAILURE: { state: 'pending', attempt: 'next' },
    PAUSED: { state: 'running', hold: 'paused' },
    CANCELED: { state: 'cancelled', final: true },
    INTERRUPTED: { state: 'dead', because: 'interrupted', final: true },
    COMPLETED_SUCCESSFULLY: { state: 'completed', final: true },
    COMPLETED_WITH_ERRORS: { state: 'failed', final: true },
    SYSTEM_FAILURE: { state: 'dead', because: 'system failure', final: true },
    CRASHED: { state: 'dead', final: true },
    EXPIRED: { state: 'timeout', clock: 'start', final: true },
    TIMED_OUT: { state: 'timeout', final: true },
  },
  fromCanonical: {
    pending: { word: 'PENDING' },
    starting: { word: 'DEQUEUED' },
    running: { word: 'EXECUTING' },
    completing: { word: 'EXECUTING', loss: UNSAID.LAST_STEP },
    completed: { word: 'COMPLETED_SUCCESSFULLY' },
    failed: { word: 'COMPLETED_WITH_ERRORS' },
    timeout: { word: 'TIMED_OUT' },
    dead: { word: 'CRASHED' },
    cancelled: { word: 'CANCELED' },
  },
});
