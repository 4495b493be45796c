import type { TerminalState } from '@tracker/state';
import type { Guarantee, ViolationCode } from './checks.js';
import type { Source } from './source.js';
import type { Violation } from './violation.js';

/** What an audit has looked at. Instants are epoch milliseconds. */
export interface AuditedData {
  readonly lines: number;
  readonly facts: number;
  readonly executions: number;
  readonly users: number;
  /** Executions that have not ended, and whose bound has not passed. */
  readonly open: number;
  readonly ended: Readonly<Record<TerminalState, number>>;
  readonly acknowledged: number;
  readonly records: number;
  readonly transcripts: number;
  readonly frames: number;
  /** Ended executions of users without a transcript, when others have one: nobody can say what they saw. */
  readonly unwitnessed: number;
  /** The first and the last instant of the facts; null when there are none. */
  readonly from: number | null;
  readonly to: number | null;
}

/** What a clean audit vouches for. */
export interface Certificate {
  readonly guarantees: readonly Guarantee[];
  /** Every check that was made, by its code. */
  readonly checks: readonly ViolationCode[];
  /** The digest of the state table against which it was checked. */
  readonly digest: string;
  /** The instant for which it is true. */
  readonly asOf: number | null;
  readonly data: AuditedData;
}

/** The result of an audit. */
export interface AuditReport {
  readonly certified: boolean;
  /** Null when there are violations. */
  readonly certificate: Certificate | null;
  /** The first hundred of each code; `counts` has them all. */
  readonly violations: readonly Violation[];
  readonly warnings: readonly Violation[];
  readonly counts: Readonly<Partial<Record<ViolationCode, number>>>;
  readonly digest: string;
  readonly asOf: number | null;
  readonly data: AuditedData;
}

/** A report that says from which bytes it was made. */
export interface SourcedReport extends AuditReport {
  readonly sources: readonly Source[];
}
