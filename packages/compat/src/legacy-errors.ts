import { TrackerError, TrackerErrorCode } from '@tracker/state';

interface LegacyErrorOptions {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** What older code knows as `ValueError`: a value that is not allowed. Its code is `invalid_input`. */
export class ValueError extends TrackerError {
  constructor(message: string, options: LegacyErrorOptions = {}) {
    super({ code: TrackerErrorCode.INVALID_INPUT, message, ...options });
  }
}

/** An operation was not tried, because its breaker is open. Its code is `circuit_open`. */
export class CircuitBreakerOpenError extends TrackerError {
  constructor(message: string, options: LegacyErrorOptions = {}) {
    super({ code: TrackerErrorCode.CIRCUIT_OPEN, message, ...options });
  }
}

/** An operation took longer than it may. Its code is `operation_timeout`. */
export class TimeoutError extends TrackerError {
  constructor(message: string, options: LegacyErrorOptions = {}) {
    super({ code: TrackerErrorCode.OPERATION_TIMEOUT, message, ...options });
  }
}

/** Refusals that older code was told of by `False` instead of an exception. */
const TOLD_BY_FALSE: ReadonlySet<TrackerErrorCode> = new Set([
  TrackerErrorCode.NOT_FOUND,
  TrackerErrorCode.ALREADY_ENDED,
  TrackerErrorCode.ILLEGAL_TRANSITION,
  TrackerErrorCode.ILLEGAL_PHASE,
  TrackerErrorCode.NOT_APPLICABLE,
]);

/** True when it was done, false when the tracker refuses it; whatever else goes wrong is thrown. */
export async function accepted(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (TrackerError.is(error) && TOLD_BY_FALSE.has(error.code)) return false;
    throw error;
  }
}
