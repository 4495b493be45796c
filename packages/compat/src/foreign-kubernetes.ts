import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

const PODS_TELL = 'a job has no condition before its end comes near; its pods tell';

/** The types of a condition of a Kubernetes job. Several can hold at once: take the one that ends it. */
export const KUBERNETES_JOB_CONDITIONS = defineVocabulary({
  name: 'Kubernetes job condition',
  toCanonical: {
    Suspended: { state: 'running', hold: 'suspended' },
    Complete: { state: 'completed', final: true },
    Failed: { state: 'failed', final: true, loss: 'a deadline: read the reason' },
    FailureTarget: { state: 'running', loss: 'that it is about to fail' },
    SuccessCriteriaMet: { state: 'completing' },
  },
  fromCanonical: {
    pending: { none: PODS_TELL },
    starting: { none: PODS_TELL },
    running: { none: PODS_TELL },
    completing: { word: 'SuccessCriteriaMet' },
    completed: { word: 'Complete' },
    failed: { word: 'Failed' },
    timeout: { word: 'Failed', loss: `${UNSAID.CLOCK}; say it in the reason` },
    dead: { word: 'Failed', loss: UNSAID.DEATH },
    cancelled: { none: 'a job that is deleted has no condition' },
  },
});
