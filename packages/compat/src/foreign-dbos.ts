import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The statuses of a DBOS workflow. Its PENDING is at work; what waits is ENQUEUED. */
export const DBOS_WORKFLOW_STATUSES = defineVocabulary({
  name: 'DBOS workflow status',
  toCanonical: {
    PENDING: { state: 'running' },
    SUCCESS: { state: 'completed', final: true },
    ERROR: { state: 'failed', final: true },
    MAX_RECOVERY_ATTEMPTS_EXCEEDED: { state: 'dead', final: true },
    CANCELLED: { state: 'cancelled', final: true, loss: 'a timeout is spelled the same' },
    ENQUEUED: { state: 'pending' },
    DELAYED: { state: 'pending', loss: 'that it waits for a time' },
  },
  fromCanonical: {
    pending: { word: 'ENQUEUED' },
    starting: { word: 'PENDING', loss: UNSAID.BEGUN },
    running: { word: 'PENDING' },
    completing: { word: 'PENDING', loss: UNSAID.LAST_STEP },
    completed: { word: 'SUCCESS' },
    failed: { word: 'ERROR' },
    timeout: { word: 'CANCELLED', loss: UNSAID.CLOCK },
    dead: { word: 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' },
    cancelled: { word: 'CANCELLED' },
  },
});
