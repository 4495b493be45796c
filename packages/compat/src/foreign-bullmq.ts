import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

/** The types of a BullMQ job. */
export const BULLMQ_JOB_TYPES = defineVocabulary({
  name: 'BullMQ job type',
  toCanonical: {
    waiting: { state: 'pending' },
    wait: { state: 'pending', loss: 'nothing: another name of waiting' },
    paused: { state: 'pending', loss: 'that its queue is paused' },
    prioritized: { state: 'pending', loss: 'that it has a priority' },
    delayed: { state: 'pending', loss: 'that it waits for a time, or for another try' },
    repeat: { none: 'it is the plan of jobs, not a job' },
    active: { state: 'running' },
    'waiting-children': { state: 'running', hold: 'children' },
    completed: { state: 'completed', final: true },
    failed: {
      state: 'failed',
      final: true,
      loss: 'a stall, a timeout, a crash: read failedReason',
    },
  },
  fromCanonical: {
    pending: { word: 'waiting' },
    starting: { word: 'active', loss: UNSAID.BEGUN },
    running: { word: 'active' },
    completing: { word: 'active', loss: UNSAID.LAST_STEP },
    completed: { word: 'completed' },
    failed: { word: 'failed' },
    timeout: { word: 'failed', loss: `${UNSAID.CLOCK}; say it in failedReason` },
    dead: { word: 'failed', loss: `${UNSAID.DEATH}; say it in failedReason` },
    cancelled: { word: 'failed', loss: `${UNSAID.CANCEL}; say it in failedReason` },
  },
});
