import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The states of a pg-boss job. */
export const PG_BOSS_STATES = defineVocabulary({
  name: 'pg-boss job state',
  toCanonical: {
    created: { state: 'pending' },
    retry: { state: 'pending', attempt: 'next' },
    active: { state: 'running' },
    completed: { state: 'completed', final: true },
    cancelled: { state: 'cancelled', final: true },
    failed: {
      state: 'failed',
      final: true,
      loss: 'a timeout or a lost heartbeat: read the output',
    },
  },
  fromCanonical: {
    pending: { word: 'created' },
    starting: { word: 'active', loss: UNSAID.BEGUN },
    running: { word: 'active' },
    completing: { word: 'active', loss: UNSAID.LAST_STEP },
    completed: { word: 'completed' },
    failed: { word: 'failed' },
    timeout: { word: 'failed', loss: UNSAID.CLOCK },
    dead: { word: 'failed', loss: UNSAID.DEATH },
    cancelled: { word: 'cancelled' },
  },
});
