import type { CircuitBreakerState, Execution, ExecutionState, HistoryEvent } from '@tracker/state';

/** A page of executions, as `GET /v1/executions` and `GET /v1/undelivered` answer. */
export interface ExecutionPage {
  readonly executions: readonly Execution[];
  readonly next?: string;
}

/** A page of facts, as `GET /v1/executions/:id/history` answers. */
export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly next?: number;
}

/** As `GET /v1/metrics` answers. */
export interface Metrics {
  readonly byState: Readonly<Record<ExecutionState, number>>;
  readonly total: number;
  readonly active: number;
  readonly ended: number;
  readonly undelivered: number;
  readonly overdue: number;
}

/** A circuit breaker, as `GET /v1/breakers` answers. */
export interface Breaker {
  readonly dependency: string;
  readonly state: CircuitBreakerState;
  readonly failures: number;
  readonly openUntil: number | null;
}

/** What became of the executions that were created in a span of time. */
export interface CriteriaBucket {
  /** Epoch milliseconds, inclusive. */
  readonly from: number;
  /** Epoch milliseconds, exclusive. */
  readonly until: number;
  readonly byState: Readonly<Record<ExecutionState, number>>;
  readonly deliveredInTime: number;
  readonly deliveredLate: number;
  readonly overdue: number;
}

/** As `GET /v1/success-criteria` answers. */
export interface CriteriaOverTime {
  /** False when there were more executions than the server counts. */
  readonly complete: boolean;
  /** Oldest first. */
  readonly buckets: readonly CriteriaBucket[];
}
