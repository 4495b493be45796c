import type { Guarantee, Severity, ViolationCode } from './checks.js';

/** A broken guarantee with its evidence. Texts hold what the data said, unescaped. */
export interface Violation {
  readonly code: ViolationCode;
  readonly guarantee: Guarantee;
  readonly severity: Severity;
  /** Null when the line does not say. */
  readonly executionId: string | null;
  /** The number of the fact, or the version of a record; null when neither is concerned. */
  readonly seq: number | null;
  /** The line that showed it; null when only the end of the input did. */
  readonly where: string | null;
  /** The two statements that can't both be true. */
  readonly facts: readonly [string, string];
}

/** What a contradiction is about. */
export interface Subject {
  readonly executionId: string | null;
  readonly seq?: number | null;
  readonly where?: string | null;
}
