import type { Cause, FailureCause, TimeoutClock } from '@tracker/state';
import type { Logger } from './logger.js';

/** A cause that leaves the user without an answer. */
export type UnhappyCause = Exclude<Cause, { kind: 'answered' }>;

/** Writes what a user reads when there is no answer; it must not be blank. */
export type UserMessage = (cause: UnhappyCause) => string;

const FAILURE: Record<FailureCause['code'], string> = {
  agent_error: 'Something went wrong while working on your request. Please try again.',
  empty_response: 'The assistant finished without an answer. Please try again or rephrase.',
  invalid_answer: 'The assistant produced an answer that could not be delivered. Please try again.',
  circuit_open: 'A service the assistant needs is unavailable right now. Please try again shortly.',
  retries_exhausted: 'A service the assistant needs did not respond properly. Please try again.',
  rejected: 'This request could not be accepted. Please check it and try again.',
  misuse: 'Something went wrong on our side. Please try again.',
};

const TIMEOUT: Record<TimeoutClock, string> = {
  start: 'The assistant could not start in time. Please try again.',
  execution: 'The assistant took too long and was stopped. Please try again.',
  idle: 'The assistant stopped making progress and was stopped. Please try again.',
  hold: 'The assistant waited too long for a reply it needed. Please try again.',
  operation: 'A service the assistant needs took too long. Please try again.',
};

/** The message for a user whose execution ended by `cause`, in English and without internals. */
export function defaultUserMessage(cause: UnhappyCause): string {
  switch (cause.kind) {
    case 'failure':
      return FAILURE[cause.code];
    case 'timeout':
      return TIMEOUT[cause.clock];
    case 'death':
      return 'The assistant stopped unexpectedly. Please try again.';
    case 'cancellation':
      return 'The request was cancelled.';
  }
}

/** Longer messages are cut. */
const MAX_MESSAGE = 4_000;

/** Words that are always there: when `userMessage` throws or says nothing, the default ones are used. */
export function safeUserMessage(userMessage: UserMessage, logger: Logger): UserMessage {
  if (userMessage === defaultUserMessage) return userMessage;
  return (cause) => {
    try {
      const message = userMessage(cause);
      const words = typeof message === 'string' ? message.trim().slice(0, MAX_MESSAGE) : '';
      if (words !== '') return words;
      logger.error({ cause }, 'userMessage returned no words; the default ones are used');
    } catch (error) {
      logger.error({ err: error, cause }, 'userMessage threw; the default words are used');
    }
    return defaultUserMessage(cause);
  };
}
