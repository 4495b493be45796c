import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The states of an Airflow task instance. */
export const AIRFLOW_TASK_STATES = defineVocabulary({
  name: 'Airflow task state',
  toCanonical: {
    none: { state: 'pending', loss: 'that it is not scheduled yet' },
    scheduled: { state: 'pending' },
    queued: { state: 'starting' },
    running: { state: 'running' },
    success: { state: 'completed', final: true },
    restarting: { state: 'running', cancelRequested: true, loss: 'that it is to begin anew' },
    failed: { state: 'failed', final: true },
    skipped: { state: 'cancelled', because: 'skipped', final: true },
    upstream_failed: { state: 'failed', because: 'upstream failed', final: true },
    up_for_retry: { state: 'pending', attempt: 'next' },
    up_for_reschedule: { state: 'running', hold: 'reschedule' },
    deferred: { state: 'running', hold: 'trigger' },
    awaiting_input: { state: 'running', hold: 'input' },
    removed: { state: 'cancelled', because: 'removed', final: true },
  },
  fromCanonical: {
    pending: { word: 'scheduled' },
    starting: { word: 'queued' },
    running: { word: 'running' },
    completing: { word: 'running', loss: UNSAID.LAST_STEP },
    completed: { word: 'success' },
    failed: { word: 'failed' },
    timeout: { word: 'failed', loss: UNSAID.CLOCK },
    dead: { word: 'failed', loss: UNSAID.DEATH },
    cancelled: { word: 'failed', loss: UNSAID.CANCEL },
  },
});
