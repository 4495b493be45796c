import type { AuditReport } from '@tracker/audit';
import type { Disagreement } from './agreement.js';
import type { FaultRow } from './fault-table.js';
import type { Latency } from './latency.js';
import type { Timeline } from './timeline.js';
import type { Processes, Verdict } from './verdict.js';

/** What a run was, and what it found. */
export interface GoldenPathReport {
  readonly seed: number;
  /** Plans that were played one after the other; more than one only in a soak. */
  readonly rounds: number;
  readonly journeys: number;
  readonly users: number;
  /** Journeys that met a fault by design. */
  readonly faulty: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Which model was asked, and where. */
  readonly model: string;
  readonly node: string;
  /** Which kind of store everybody shared. */
  readonly store: string;
  readonly processes: Processes;
  readonly verdict: Verdict;
  readonly faults: readonly FaultRow[];
  readonly latencies: readonly Latency[];
  /** The journeys that did not complete, by fault; of a long run the first ones. */
  readonly unfinished: readonly Timeline[];
  readonly disagreements: readonly Disagreement[];
  /** Of one round: the first that has violations, or else the last. */
  readonly audit: AuditReport;
}
