import type { ExecutionLimits } from '@tracker/state';

/** How much time everything may take, in milliseconds. */
export interface Pace {
  /** The limits of the agent's executions, over the defaults. */
  readonly limits: Partial<ExecutionLimits>;
  /** The longest silence in a call of the model. */
  readonly stallMs: number;
  /** From sending a message to its answer or error; later counts as never. */
  readonly answerWithinMs: number;
}

/** For the model that runs beside: short, because the faults that end by a limit wait for it. */
export const LOCAL_PACE: Pace = Object.freeze({
  limits: {
    startTimeoutMs: 15_000,
    executionTimeoutMs: 20_000,
    idleTimeoutMs: 6_000,
    operationTimeoutMs: 5_000,
    cancelGraceMs: 2_000,
    // a killed worker's runs wait for it; a busy machine must not bring it about
    livenessTimeoutMs: 4_000,
  },
  stallMs: 1_000,
  answerWithinMs: 25_000,
});

/** For a model that somebody else runs. */
export const REMOTE_PACE: Pace = Object.freeze({
  limits: { executionTimeoutMs: 60_000, operationTimeoutMs: 30_000 },
  stallMs: 15_000,
  answerWithinMs: 90_000,
});
