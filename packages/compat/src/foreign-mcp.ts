import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The statuses of a task in the Model Context Protocol. */
export const MCP_TASK_STATUSES = defineVocabulary({
  name: 'MCP task status',
  toCanonical: {
    working: { state: 'running', loss: 'whether it runs yet: a task is born working' },
    input_required: { state: 'running', hold: 'input' },
    completed: { state: 'completed', final: true },
    failed: { state: 'failed', final: true },
    cancelled: { state: 'cancelled', final: true },
  },
  fromCanonical: {
    pending: { word: 'working', loss: UNSAID.QUEUED },
    starting: { word: 'working', loss: UNSAID.BEGUN },
    running: { word: 'working' },
    completing: { word: 'working', loss: UNSAID.LAST_STEP },
    completed: { word: 'completed' },
    failed: { word: 'failed' },
    timeout: { word: 'failed', loss: `${UNSAID.CLOCK}; say it in statusMessage` },
    dead: { word: 'failed', loss: `${UNSAID.DEATH}; say it in statusMessage` },
    cancelled: { word: 'cancelled' },
  },
});
