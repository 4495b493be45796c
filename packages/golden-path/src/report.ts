import type { AuditReport } from '@tracker/audit';
import type { Disagreement } from './agreement.js';
import type { FaultRow } from './fault-table.js';
import type { Latency } from './latency.js';
import type { Timeline } from './timeline.js';
import type { Verdict } from './verdict.js';

/** What a run was, and what it found. */
export interface GoldenPathReport {
  readonly seed: number;
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
  readonly verdict: Verdict;
  readonly faults: readonly FaultRow[];
  readonly latencies: readonly Latency[];
  /** The journeys that did not complete, by fault. */
  readonly unfinished: readonly Timeline[];
  readonly disagreements: readonly Disagreement[];
  readonly audit: AuditReport;
}
