export { ExecutionState, EXECUTION_STATES } from './execution-state.js';
export {
  ACTIVE_STATES,
  TERMINAL_STATES,
  TRANSITIONS,
  canTransition,
  isActive,
  isTerminal,
  legalMoves,
  type ActiveState,
  type NextState,
  type TerminalState,
} from './transitions.js';
export { shortestPath } from './path.js';
export { AgentExecutionPhase, AGENT_EXECUTION_PHASES } from './phase.js';
export {
  PHASE_TRANSITIONS,
  canEnterPhase,
  legalPhases,
  type NextPhase,
} from './phase-transitions.js';
export {
  ENTRY_PHASE,
  PHASE_STATE,
  phaseAfter,
  phaseAgrees,
  stateOfPhase,
  type PhaseOfState,
  type StateOfPhase,
} from './phase-state.js';
export {
  BREAKER_TRANSITIONS,
  CircuitBreakerState,
  canBreakerTransition,
} from './breaker-state.js';
export {
  CAUSE_OF_STATE,
  DeathEvidence,
  FailureCode,
  Fault,
  TimeoutClock,
  causeSchema,
  type AnswerCause,
  type CancellationCause,
  type Cause,
  type DeathCause,
  type FailureCause,
  type TimeoutCause,
} from './cause.js';
export {
  EXECUTION_LIMITS,
  MAX_LIMIT_MS,
  executionLimitsSchema,
  type ExecutionLimits,
} from './limits.js';
export {
  isEmptyAnswer,
  outcomeSchema,
  type AnswerOutcome,
  type DeliveredOutcome,
  type ErrorOutcome,
  type JsonValue,
  type Outcome,
} from './outcome.js';
export {
  LivenessMode,
  historyEventSchema,
  type HistoryEvent,
  type HistoryEventOf,
  type HistoryEventType,
} from './history-event.js';
export {
  executionSchema,
  type CancelRequest,
  type Delivery,
  type Execution,
  type ExecutionIn,
  type Hold,
  type PhaseStat,
} from './execution.js';
export {
  TrackerError,
  TrackerErrorCode,
  type TrackerErrorDetails,
  type TrackerErrorOptions,
} from './tracker-error.js';
