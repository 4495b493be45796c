import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The states of a task in the Agent2Agent protocol, as its JSON spells them from version 1 on. */
export const A2A_TASK_STATES = defineVocabulary({
  name: 'A2A task state',
  toCanonical: {
    TASK_STATE_UNSPECIFIED: { none: 'the sender did not set it' },
    TASK_STATE_SUBMITTED: { state: 'pending' },
    TASK_STATE_WORKING: { state: 'running' },
    TASK_STATE_COMPLETED: { state: 'completed', final: true },
    TASK_STATE_FAILED: { state: 'failed', final: true },
    TASK_STATE_CANCELED: { state: 'cancelled', final: true },
    TASK_STATE_INPUT_REQUIRED: { state: 'running', hold: 'input' },
    TASK_STATE_REJECTED: { state: 'failed', code: 'rejected', final: true },
    TASK_STATE_AUTH_REQUIRED: { state: 'running', hold: 'authentication' },
  },
  fromCanonical: {
    pending: { word: 'TASK_STATE_SUBMITTED' },
    starting: { word: 'TASK_STATE_WORKING', loss: UNSAID.BEGUN },
    running: { word: 'TASK_STATE_WORKING' },
    completing: { word: 'TASK_STATE_WORKING', loss: UNSAID.LAST_STEP },
    completed: { word: 'TASK_STATE_COMPLETED' },
    failed: { word: 'TASK_STATE_FAILED' },
    timeout: { word: 'TASK_STATE_FAILED', loss: UNSAID.CLOCK },
    dead: { word: 'TASK_STATE_FAILED', loss: UNSAID.DEATH },
    cancelled: { word: 'TASK_STATE_CANCELED' },
  },
});
