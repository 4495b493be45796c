import { UNSAID } from './foreign-losses.js';
import { defineVocabulary } from './vocabulary.js';

const ONE_CALL = 'the end of one call of a model is a step of an execution';
const NOT_FINISHED = 'a call that goes on has no reason to have finished';

/** Why a call of a model finished, as the AI SDK says it. Only `stop` is on the way to an answer. */
export const AI_SDK_FINISH_REASONS = defineVocabulary({
  name: 'AI SDK finish reason',
  toCanonical: {
    stop: { state: 'completing', final: true, unlike: ONE_CALL },
    length: { state: 'failed', because: 'length', final: true },
    'content-filter': { state: 'failed', because: 'content-filter', final: true },
    'tool-calls': { state: 'running', final: true, unlike: ONE_CALL },
    error: { state: 'failed', final: true },
    other: { state: 'failed', because: 'other', final: true },
  },
  fromCanonical: {
    pending: { none: NOT_FINISHED },
    starting: { none: NOT_FINISHED },
    running: { word: 'tool-calls' },
    completing: { word: 'stop' },
    completed: { none: ONE_CALL },
    failed: { word: 'error' },
    timeout: { word: 'error', loss: UNSAID.CLOCK },
    dead: { word: 'error', loss: UNSAID.DEATH },
    cancelled: { word: 'error', loss: UNSAID.CANCEL },
  },
});
