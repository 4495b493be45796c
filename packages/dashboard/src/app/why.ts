/** As `GET /v1/executions/:id/why` answers. */
export interface Why {
  readonly executionId: string;
  readonly waitsFor: string;
  readonly sinceMs: number;
  readonly why: string;
  readonly untilAt: number | null;
  readonly clocks: readonly RunningClock[];
}

/** A clock that runs, and the last instant that is in time by it. */
export interface RunningClock {
  readonly clock: string;
  readonly deadline: number;
  readonly lastHeardAt: number | null;
}
