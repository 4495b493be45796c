import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The types of a Prefect state. Its names, such as TimedOut, say more than its types. */
export const PREFECT_STATE_TYPES = defineVocabulary({
  name: 'Prefect state type',
  toCanonical: {
    SCHEDULED: { state: 'pending' },
    PENDING: { state: 'starting' },
    RUNNING: { state: 'running' },
    COMPLETED: { state: 'completed', final: true },
    FAILED: { state: 'failed', final: true, loss: 'a timeout has this type and the name TimedOut' },
    CANCELLED: { state: 'cancelled', final: true },
    CRASHED: { state: 'dead', final: true },
    PAUSED: { state: 'running', hold: 'paused' },
    CANCELLING: { state: 'running', cancelRequested: true },
  },
  fromCanonical: {
    pending: { word: 'SCHEDULED' },
    starting: { word: 'PENDING' },
    running: { word: 'RUNNING' },
    completing: { word: 'RUNNING', loss: UNSAID.LAST_STEP },
    completed: { word: 'COMPLETED' },
    failed: { word: 'FAILED' },
    timeout: { word: 'FAILED', loss: `${UNSAID.CLOCK}; say it in the name` },
    dead: { word: 'CRASHED' },
    cancelled: { word: 'CANCELLED' },
  },
});
