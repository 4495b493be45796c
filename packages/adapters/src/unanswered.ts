import type { RunOutcome } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** The error for callers that know answers and errors only. `details` carry the outcome's state, cause and message. */
export function unanswered(outcome: Exclude<RunOutcome, { state: 'completed' }>): TrackerError {
  const { executionId, state, cause, message } = outcome;
  return new TrackerError({
    code: TrackerErrorCode.ALREADY_ENDED,
    message: `Execution ${executionId} ended in "${state}" without an answer (${why(cause)}). Its user reads: ${message}`,
    details: { executionId, state, cause, message },
  });
}

function why(cause: Parameters<typeof unanswered>[0]['cause']): string {
  switch (cause.kind) {
    case 'failure':
      return cause.code;
    case 'timeout':
      return `the clock "${cause.clock}" ran out after ${cause.limitMs} ms`;
    case 'death':
      return cause.evidence;
    case 'cancellation':
      return cause.reason ?? 'no reason was given';
  }
}
