import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The statuses of a LangGraph run. */
export const LANGGRAPH_RUN_STATUSES = defineVocabulary({
  name: 'LangGraph run status',
  toCanonical: {
    pending: { state: 'pending' },
    running: { state: 'running' },
    error: { state: 'failed', final: true },
    success: { state: 'completed', final: true },
    timeout: { state: 'timeout', final: true },
    interrupted: {
      state: 'running',
      hold: 'interrupt',
      loss: 'a cancelled run is spelled the same',
    },
  },
  fromCanonical: {
    pending: { word: 'pending' },
    starting: { word: 'running', loss: UNSAID.BEGUN },
    running: { word: 'running' },
    completing: { word: 'running', loss: UNSAID.LAST_STEP },
    completed: { word: 'success' },
    failed: { word: 'error' },
    timeout: { word: 'timeout' },
    dead: { word: 'error', loss: UNSAID.DEATH },
    cancelled: { word: 'error', loss: `${UNSAID.CANCEL}; interrupted would seem to go on` },
  },
});
