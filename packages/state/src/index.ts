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
export {
  assertPhaseTransition,
  assertTransition,
  type PossiblePhase,
  type PossibleState,
} from './assert-move.js';
export { executionStateSchema, isExecutionState, parseExecutionState } from './parse-state.js';
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
  agentExecutionPhaseSchema,
  isAgentExecutionPhase,
  parseAgentExecutionPhase,
} from './parse-phase.js';
export {
  BREAKER_TRANSITIONS,
  CIRCUIT_BREAKER_STATES,
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
export { MAX_DETAILED_FACTS } from './detailed-facts.js';
export { MAX_JSON_DEPTH, jsonObjectSchema, jsonValueSchema, type JsonValue } from './json-value.js';
export {
  isEmptyAnswer,
  outcomeSchema,
  type AnswerOutcome,
  type DeliveredOutcome,
  type ErrorOutcome,
  type Outcome,
} from './outcome.js';
export { LivenessMode } from './liveness-mode.js';
export { historyEventSchema } from './history-event.js';
export type { HistoryEvent, HistoryEventOf, HistoryEventType } from './event-shape.js';
export { executionSchema } from './execution.js';
export { phaseTallySchema } from './execution-shape.js';
export type {
  CancelRequest,
  Delivery,
  Execution,
  ExecutionIn,
  Hold,
  PhaseStat,
} from './execution-shape.js';
export { breakerDiagram, phaseDiagram, stateDiagram } from './mermaid.js';
export { describeTable, type TableDescription } from './describe-table.js';
export { canonicalJson } from './canonical-json.js';
export { TABLE_DIGEST } from './table-digest.js';
export { PRESENTATION, type Presentation } from './presentation.js';
export {
  CAUSE_MEANING,
  CLOCK_MEANING,
  EVIDENCE_MEANING,
  FAILURE_MEANING,
  FAULT_MEANING,
} from './cause-meaning.js';
export { describeGiven } from './describe-given.js';
export {
  TrackerError,
  TrackerErrorCode,
  type TrackerErrorDetails,
  type TrackerErrorOptions,
} from './tracker-error.js';
export { MAX_NAME_LENGTH, hasControlCharacter, hasHalfCharacter, isName } from './name-rule.js';
