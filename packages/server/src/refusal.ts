import type { Logger } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** What a client is told when it is not obeyed. */
export interface Refusal {
  readonly code: TrackerErrorCode;
  readonly message: string;
}

/** What is the client's own doing, or about it; the words are meant for callers and name nothing else. */
const SPEAKABLE: ReadonlySet<string> = new Set([
  TrackerErrorCode.INVALID_STATE,
  TrackerErrorCode.INVALID_INPUT,
  TrackerErrorCode.INVALID_PAYLOAD,
  TrackerErrorCode.ALREADY_ENDED,
  TrackerErrorCode.NOT_APPLICABLE,
  TrackerErrorCode.NOT_FOUND,
  TrackerErrorCode.DUPLICATE_ID,
  TrackerErrorCode.CONTENTION,
  TrackerErrorCode.LIMIT_REACHED,
  TrackerErrorCode.CURSOR_EXPIRED,
  TrackerErrorCode.CLOSED,
  TrackerErrorCode.UNAUTHENTICATED,
  TrackerErrorCode.FORBIDDEN,
]);

/** What to tell about an error. Of ours the client learns that there was one; the log learns which. */
export function refusalOf(error: unknown, logger: Logger, asked: string): Refusal {
  if (TrackerError.is(error) && SPEAKABLE.has(error.code)) {
    return { code: error.code, message: error.message };
  }
  logger.error({ err: error, asked }, 'a client could not be obeyed');
  const code = TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)
    ? error.code
    : TrackerErrorCode.INTERNAL;
  return { code, message: 'Something went wrong on our side. Please try again.' };
}

export const SLOW_DOWN = 'That was more than this server takes at once; slow down.';

export function tooMuch(what: string): TrackerError {
  return new TrackerError({ code: TrackerErrorCode.LIMIT_REACHED, message: what });
}

export function unauthenticated(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.UNAUTHENTICATED,
    message: 'A token that we accept is needed: it is missing, expired or not ours.',
  });
}

export function leaving(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CLOSED,
    message: 'This server is going away and takes on nothing new; try again in a moment.',
  });
}

export function notFound(id: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_FOUND,
    message: `There is no "${id}" that you may see.`,
    details: { id },
  });
}
