import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The states of a Celery task. Its PENDING is what it says of every id it does not know. */
export const CELERY_STATES = defineVocabulary({
  name: 'Celery task state',
  toCanonical: {
    PENDING: { none: 'it is said of every unknown id' },
    RECEIVED: { state: 'starting' },
    STARTED: { state: 'running' },
    SUCCESS: { state: 'completed', final: true },
    FAILURE: { state: 'failed', final: true },
    REVOKED: { state: 'cancelled', final: true },
    REJECTED: { state: 'cancelled', because: 'rejected', final: true },
    RETRY: { state: 'pending', attempt: 'next' },
    IGNORED: { none: 'the task has ended and its outcome was not kept' },
  },
  fromCanonical: {
    pending: { none: 'PENDING is said of every unknown id' },
    starting: { word: 'RECEIVED' },
    running: { word: 'STARTED' },
    completing: { word: 'STARTED', loss: UNSAID.LAST_STEP },
    completed: { word: 'SUCCESS' },
    failed: { word: 'FAILURE' },
    timeout: { word: 'FAILURE', loss: UNSAID.CLOCK },
    dead: { word: 'FAILURE', loss: UNSAID.DEATH },
    cancelled: { word: 'REVOKED' },
  },
});
