import { UNSAID } from './foreign-losses.js';
import type { Meaning } from './meaning.js';
import { defineVocabulary } from './vocabulary.js';

const CONCLUDED = 'the status of what has ended is completed, whatever its end';

/** The statuses of a GitHub Actions run. Of what has ended they say no more than that. */
export const GITHUB_RUN_STATUSES = defineVocabulary({
  name: 'GitHub run status',
  toCanonical: {
    requested: { state: 'pending', loss: 'that it is not queued yet' },
    waiting: { state: 'pending', loss: 'that a rule of its environment holds it back' },
    pending: { state: 'pending', loss: 'that others go first' },
    queued: { state: 'pending' },
    in_progress: { state: 'running' },
    completed: { none: 'the conclusion says how it ended' },
  },
  fromCanonical: {
    pending: { word: 'queued' },
    starting: { word: 'in_progress', loss: UNSAID.BEGUN },
    running: { word: 'in_progress' },
    completing: { word: 'in_progress', loss: UNSAID.LAST_STEP },
    completed: { none: CONCLUDED },
    failed: { none: CONCLUDED },
    timeout: { none: CONCLUDED },
    dead: { none: CONCLUDED },
    cancelled: { none: CONCLUDED },
  },
});

const NO_CONCLUSION = 'what goes on has no conclusion';

/** The conclusions of a GitHub Actions run whose status is completed. */
export const GITHUB_RUN_CONCLUSIONS = defineVocabulary({
  name: 'GitHub run conclusion',
  toCanonical: {
    success: { state: 'completed', final: true },
    failure: { state: 'failed', final: true },
    neutral: { state: 'completed', because: 'neutral', final: true },
    cancelled: { state: 'cancelled', final: true },
    skipped: { state: 'cancelled', because: 'skipped', final: true },
    timed_out: { state: 'timeout', final: true },
    action_required: {
      state: 'running',
      hold: 'action',
      final: true,
      unlike: 'it goes on when somebody acts',
    },
    startup_failure: { state: 'failed', because: 'startup', final: true },
    stale: { state: 'dead', final: true },
  },
  fromCanonical: {
    pending: { none: NO_CONCLUSION },
    starting: { none: NO_CONCLUSION },
    running: { none: NO_CONCLUSION },
    completing: { none: NO_CONCLUSION },
    completed: { word: 'success' },
    failed: { word: 'failure' },
    timeout: { word: 'timed_out' },
    dead: { word: 'stale' },
    cancelled: { word: 'cancelled' },
  },
});

/** What a GitHub Actions run says on both its axes. Throws `unknown_word` when it has ended and does not say how. */
export function parseGitHubRun(run: {
  readonly status: unknown;
  readonly conclusion: unknown;
}): Meaning {
  return run.status === 'completed'
    ? GITHUB_RUN_CONCLUSIONS.parse(run.conclusion)
    : GITHUB_RUN_STATUSES.parse(run.status);
}
