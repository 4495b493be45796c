/** Every code an error of `@tracker/*` can carry. Codes never change their meaning. */
export const TrackerErrorCode = Object.freeze({
  /** Something that is no execution state was given where one was meant. */
  INVALID_STATE: 'invalid_state',
  /** Something that is no phase was given where one was meant. */
  INVALID_PHASE: 'invalid_phase',
  /** An argument does not fit its schema. */
  INVALID_INPUT: 'invalid_input',
  /** The state table has no such move. */
  ILLEGAL_TRANSITION: 'illegal_transition',
  /** The phase table has no such move. */
  ILLEGAL_PHASE: 'illegal_phase',
  /** The execution has ended; nothing changes it any more. */
  ALREADY_ENDED: 'already_ended',
  /** The command does not fit the execution as it is (resume without hold, acknowledge before the end). */
  NOT_APPLICABLE: 'not_applicable',
  /** No such execution in this scope. */
  NOT_FOUND: 'not_found',
  /** An execution with this id exists already. */
  DUPLICATE_ID: 'duplicate_id',
  /** Others changed the execution faster than this command could be decided. */
  CONTENTION: 'contention',
  /** A payload is larger than the limit, or is not JSON. */
  INVALID_PAYLOAD: 'invalid_payload',
  /** A documented limit is reached. */
  LIMIT_REACHED: 'limit_reached',
  /** A cursor points before what is still kept. */
  CURSOR_EXPIRED: 'cursor_expired',
  /** The breaker of a dependency is open. */
  CIRCUIT_OPEN: 'circuit_open',
  /** A guarded operation took longer than its limit. */
  OPERATION_TIMEOUT: 'operation_timeout',
  /** The tracker or store is closed or closing. */
  CLOSED: 'closed',
  /** The store failed; what it was asked may or may not have happened. */
  STORE_FAILURE: 'store_failure',
  /** The store was written under another state table. */
  DIGEST_MISMATCH: 'digest_mismatch',
  /** Nobody vouches for who asks: the token is missing, expired or not ours. */
  UNAUTHENTICATED: 'unauthenticated',
  /** Who asks is known, and may not. */
  FORBIDDEN: 'forbidden',
  /** Something went wrong that is nobody's fault but ours; operators find it in the log. */
  INTERNAL: 'internal',
  /** A word of a legacy or foreign vocabulary is not in its list. */
  UNKNOWN_WORD: 'unknown_word',
});

export type TrackerErrorCode = (typeof TrackerErrorCode)[keyof typeof TrackerErrorCode];

/** Ids and facts an error carries as fields. */
export type TrackerErrorDetails = Readonly<Record<string, unknown>>;

export interface TrackerErrorOptions {
  readonly code: TrackerErrorCode;
  readonly message: string;
  readonly details?: TrackerErrorDetails;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('@tracker/error');

/**
 * The one base class. `code` speaks to programs, `message` to people: what was asked, what was found,
 * what is allowed. `details` carries the ids as fields.
 */
export class TrackerError extends Error {
  readonly code: TrackerErrorCode;
  readonly details: TrackerErrorDetails;

  constructor({ code, message, details = {}, cause }: TrackerErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Whether `value` is an error of `@tracker/*`, also from another copy of the package or another realm. */
  static is(value: unknown, code?: TrackerErrorCode): value is TrackerError {
    if (typeof value !== 'object' || value === null || !(BRAND in value)) return false;
    return code === undefined || (value as { code?: unknown }).code === code;
  }
}
