import { Fault, FailureCode, type TimeoutCause } from '@tracker/state';
import type { Ending } from './command.js';
import { parseInput } from './door.js';
import {
  Delivered,
  describeError,
  endWithAnswer,
  endWithFailure,
  endWithTimeout,
} from './ending.js';
import {
  cancelInputSchema,
  failInputSchema,
  timeoutInputSchema,
  type CancelInput,
  type CompleteInput,
  type FailInput,
  type TimeoutInput,
} from './inputs.js';
import { parseCompleteInput } from './plain-input.js';
import type { UserMessage } from './user-message.js';

/** The end that `completeExecution` asks for; an empty answer ends in `failed(empty_response)`. */
export function completion(input: CompleteInput, userMessage: UserMessage): Ending {
  const given = parseCompleteInput(input);
  const answer = 'deliveredBy' in given ? new Delivered(given.deliveredBy) : given.answer;
  return endWithAnswer(answer, userMessage);
}

/** The end that `failExecution` asks for. */
export function failure(input: FailInput, userMessage: UserMessage): Ending {
  const {
    error,
    message,
    fault = Fault.AGENT,
  } = parseInput(failInputSchema, input, 'failExecution');
  const code = fault === Fault.USER ? FailureCode.REJECTED : FailureCode.AGENT_ERROR;
  const detail = error === undefined ? {} : { detail: describeError(error) };
  return endWithFailure({ code, fault, ...detail }, userMessage, message);
}

/** The end by a time limit of the caller's own. */
export function callerTimeout(input: TimeoutInput, userMessage: UserMessage): Ending {
  const { operation, limitMs } = parseInput(timeoutInputSchema, input, 'updateExecutionState');
  const cause = { kind: 'timeout', clock: 'operation', limitMs, elapsedMs: limitMs, operation };
  return endWithTimeout(cause as TimeoutCause, userMessage);
}

/** The end by a caller who cancels and waits for nobody. */
export function callerCancel(input: CancelInput, now: number, userMessage: UserMessage): Ending {
  const { reason } = parseInput(cancelInputSchema, input, 'updateExecutionState');
  const cause = {
    kind: 'cancellation' as const,
    requestedAt: now,
    ...(reason ? { reason } : {}),
    forced: false,
  };
  return { to: 'cancelled', cause, outcome: { kind: 'error', message: userMessage(cause) } };
}
