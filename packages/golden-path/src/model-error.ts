import { markFault, markRetryable } from '@tracker/core';
import { Fault } from '@tracker/state';

/** What can go wrong with a call of a model. */
export const ModelErrorCode = Object.freeze({
  /** The server refused, or failed. */
  STATUS: 'status',
  /** There was no connection, or it broke before the answer began. */
  UNREACHABLE: 'unreachable',
  /** Nothing came for longer than the limit. */
  STALLED: 'stalled',
  /** The stream ended before the model had said that this was all. */
  TRUNCATED: 'truncated',
  /** What came is not the protocol. */
  GARBAGE: 'garbage',
  /** More came than anybody would read. */
  TOO_LARGE: 'too_large',
});
export type ModelErrorCode = (typeof ModelErrorCode)[keyof typeof ModelErrorCode];

export interface ModelErrorOptions {
  readonly code: ModelErrorCode;
  readonly message: string;
  /** Whether the same call may succeed next time. */
  readonly retryable: boolean;
  readonly cause?: unknown;
}

/** A call of a model that gave no reply. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor({ code, message, retryable, cause }: ModelErrorOptions) {
    super(message, { cause });
    this.name = 'ModelError';
    this.code = code;
    markFault(this, Fault.INFRASTRUCTURE);
    if (retryable) markRetryable(this);
  }
}

/** The error that a refusing status stands for: overload and failure may pass, the rest will not. */
export function statusError(status: number, body: string): ModelError {
  return new ModelError({
    code: ModelErrorCode.STATUS,
    message: `The model's server answered ${status}: ${body.slice(0, 200)}`,
    retryable: status >= 500 || status === 429 || status === 408,
  });
}
