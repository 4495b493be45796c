import {
  FailureCode,
  Fault,
  TrackerError,
  TrackerErrorCode,
  causeSchema,
  isEmptyAnswer,
  type Cause,
  type FailureCause,
  type TimeoutCause,
} from '@tracker/state';
import type { Ending } from './command.js';
import { exhaustedDependency, faultOf } from './fault.js';
import { toPayload } from './json-payload.js';
import type { UserMessage } from './user-message.js';

/** Details for operators are cut at this many characters. */
const MAX_DETAIL = 2_000;

const ANSWERED: Cause = Object.freeze({ kind: 'answered' });

/** Says that a tool has delivered the answer to the user already, so that there is none to deliver again. */
export class Delivered {
  readonly by: string;

  constructor(by: string) {
    this.by = by;
  }
}

/** The end that an agent's answer makes: `completed`, or `failed` when it is none or can't be kept. */
export function endWithAnswer(answer: unknown, userMessage: UserMessage): Ending {
  if (answer instanceof Delivered) {
    return {
      to: 'completed',
      cause: ANSWERED,
      outcome: { kind: 'delivered', by: answer.by },
    };
  }
  if (isEmptyAnswer(answer)) {
    return endWithFailure({ code: FailureCode.EMPTY_RESPONSE, fault: Fault.AGENT }, userMessage);
  }
  try {
    const outcome = { kind: 'answer', answer: toPayload(answer, 'The answer') } as const;
    return { to: 'completed', cause: ANSWERED, outcome };
  } catch (error) {
    const detail = describeError(error);
    return endWithFailure(
      { code: FailureCode.INVALID_ANSWER, fault: Fault.AGENT, detail },
      userMessage,
    );
  }
}

/** The end that an error thrown by an agent makes, whatever it is that was thrown. */
export function endWithError(error: unknown, userMessage: UserMessage): Ending {
  try {
    return endByKind(error, userMessage);
  } catch {
    // looking at what was thrown may throw itself
    const { AGENT_ERROR: code } = FailureCode;
    return endWithFailure({ code, fault: Fault.AGENT, detail: describeError(error) }, userMessage);
  }
}

function endByKind(error: unknown, userMessage: UserMessage): Ending {
  if (TrackerError.is(error, TrackerErrorCode.OPERATION_TIMEOUT)) {
    const cause = causeSchema.safeParse(error.details['cause']);
    if (cause.data?.kind === 'timeout') return endWithTimeout(cause.data, userMessage);
  }
  const failure = failureOf(error);
  const ending = endWithFailure(failure, userMessage);
  return failure.code === FailureCode.CIRCUIT_OPEN
    ? { ...ending, phase: 'circuit_breaker_open' }
    : ending;
}

/** The end by a failure; `message` replaces the words the user would get by default. */
export function endWithFailure(
  failure: Omit<FailureCause, 'kind'>,
  userMessage: UserMessage,
  message?: string,
): Ending {
  const cause = { kind: 'failure', ...failure } as const;
  return {
    to: 'failed',
    cause,
    outcome: { kind: 'error', message: message ?? userMessage(cause) },
  };
}

/** The end by a clock that ran out. */
export function endWithTimeout(cause: TimeoutCause, userMessage: UserMessage): Ending {
  return { to: 'timeout', cause, outcome: { kind: 'error', message: userMessage(cause) } };
}

/** What operators read about something thrown, cut to a bounded length; never throws itself. */
export function describeError(error: unknown): string {
  try {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL)}…` : text;
  } catch {
    return 'something that can not be described was thrown';
  }
}

function failureOf(error: unknown): Omit<FailureCause, 'kind'> {
  const detail = describeError(error);
  if (TrackerError.is(error, TrackerErrorCode.CIRCUIT_OPEN)) {
    const { dependency } = error.details;
    const named = typeof dependency === 'string' ? { dependency } : {};
    return { code: FailureCode.CIRCUIT_OPEN, fault: Fault.INFRASTRUCTURE, detail, ...named };
  }
  const dependency = exhaustedDependency(error);
  if (dependency !== undefined) {
    const fault = faultOf(error) ?? Fault.INFRASTRUCTURE;
    return { code: FailureCode.RETRIES_EXHAUSTED, fault, detail, dependency };
  }
  if (TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)) {
    return { code: FailureCode.AGENT_ERROR, fault: Fault.INFRASTRUCTURE, detail };
  }
  const code = TrackerError.is(error) ? FailureCode.MISUSE : FailureCode.AGENT_ERROR;
  return { code, fault: faultOf(error) ?? Fault.AGENT, detail };
}
