import { defineVocabulary } from './vocabulary.js';

const UNKNOWN_END =
  'six states know no cancel; a run that was stopped by hand counted as a failure';

/** The values of the six-state enum of the first core tracker. */
export const LEGACY_SIX_STATES = defineVocabulary({
  name: 'the six-state tracker',
  toCanonical: {
    pending: { state: 'pending' },
    running: { state: 'running' },
    completed: { state: 'completed', final: true },
    failed: { state: 'failed', final: true },
    timeout: { state: 'timeout', final: true },
    dead: { state: 'dead', final: true },
  },
  fromCanonical: {
    pending: { word: 'pending' },
    starting: { word: 'running', loss: 'six states count as running what has only begun' },
    running: { word: 'running' },
    completing: { word: 'running', loss: 'six states do not tell the last step from the work' },
    completed: { word: 'completed' },
    failed: { word: 'failed' },
    timeout: { word: 'timeout' },
    dead: { word: 'dead' },
    cancelled: { word: 'failed', loss: UNKNOWN_END },
  },
});
