/** Every state an agent execution can be in. This file is the only place that spells them. */
export const ExecutionState = Object.freeze({
  PENDING: 'pending',
  STARTING: 'starting',
  RUNNING: 'running',
  COMPLETING: 'completing',
  COMPLETED: 'completed',
  FAILED: 'failed',
  TIMEOUT: 'timeout',
  DEAD: 'dead',
  CANCELLED: 'cancelled',
});

export type ExecutionState = (typeof ExecutionState)[keyof typeof ExecutionState];

/** The nine states in the order of the life they describe. */
export const EXECUTION_STATES: readonly ExecutionState[] = Object.freeze(
  Object.values(ExecutionState),
);
