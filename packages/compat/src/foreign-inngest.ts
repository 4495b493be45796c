import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The statuses of an Inngest function run. */
export const INNGEST_RUN_STATUSES = defineVocabulary({
  name: 'Inngest run status',
  toCanonical: {
    Running: { state: 'running' },
    Completed: { state: 'completed', final: true },
    Failed: { state: 'failed', final: true },
    Cancelled: { state: 'cancelled', final: true, loss: 'a timeout is spelled the same' },
    Overflowed: { state: 'failed', because: 'overflowed', final: true },
    Scheduled: { state: 'pending' },
    Unknown: { none: 'the status could not be read' },
    Skipped: { state: 'cancelled', because: 'skipped', final: true },
  },
  fromCanonical: {
    pending: { word: 'Scheduled' },
    starting: { word: 'Running', loss: UNSAID.BEGUN },
    running: { word: 'Running' },
    completing: { word: 'Running', loss: UNSAID.LAST_STEP },
    completed: { word: 'Completed' },
    failed: { word: 'Failed' },
    timeout: { word: 'Cancelled', loss: UNSAID.CLOCK },
    dead: { word: 'Failed', loss: UNSAID.DEATH },
    cancelled: { word: 'Cancelled' },
  },
});
