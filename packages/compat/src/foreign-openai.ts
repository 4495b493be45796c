import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The statuses of a run of the OpenAI assistants. */
export const OPENAI_RUN_STATUSES = defineVocabulary({
  name: 'OpenAI run status',
  toCanonical: {
    queued: { state: 'pending' },
    in_progress: { state: 'running' },
    requires_action: { state: 'running', hold: 'action' },
    cancelling: { state: 'running', cancelRequested: true },
    cancelled: { state: 'cancelled', final: true },
    failed: { state: 'failed', final: true },
    completed: { state: 'completed', final: true },
    incomplete: { state: 'failed', because: 'incomplete', final: true },
    expired: { state: 'timeout', final: true },
  },
  fromCanonical: {
    pending: { word: 'queued' },
    starting: { word: 'in_progress', loss: UNSAID.BEGUN },
    running: { word: 'in_progress' },
    completing: { word: 'in_progress', loss: UNSAID.LAST_STEP },
    completed: { word: 'completed' },
    failed: { word: 'failed' },
    timeout: { word: 'expired' },
    dead: { word: 'failed', loss: UNSAID.DEATH },
    cancelled: { word: 'cancelled' },
  },
});

/** The statuses of a response of the OpenAI responses API. */
export const OPENAI_RESPONSE_STATUSES = defineVocabulary({
  name: 'OpenAI response status',
  toCanonical: {
    completed: { state: 'completed', final: true },
    failed: { state: 'failed', final: true },
    in_progress: { state: 'running' },
    cancelled: { state: 'cancelled', final: true },
    queued: { state: 'pending' },
    incomplete: { state: 'failed', because: 'incomplete', final: true },
  },
  fromCanonical: {
    pending: { word: 'queued' },
    starting: { word: 'in_progress', loss: UNSAID.BEGUN },
    running: { word: 'in_progress' },
    completing: { word: 'in_progress', loss: UNSAID.LAST_STEP },
    completed: { word: 'completed' },
    failed: { word: 'failed' },
    timeout: { word: 'failed', loss: UNSAID.CLOCK },
    dead: { word: 'failed', loss: UNSAID.DEATH },
    cancelled: { word: 'cancelled' },
  },
});
