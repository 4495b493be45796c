export { AgentExecutionTracker } from './tracker.js';
export type { TrackerOptions } from './tracker-options.js';
export { UserTracker } from './user-tracker.js';
export { ScopedTracker } from './scoped-tracker.js';
export { DrivenExecution } from './driven-execution.js';
export { RunningExecution } from './running-execution.js';
export type { Agent } from './runner.js';
export type { RunOutcome } from './run-outcome.js';
export type { ExecutionPage, FactPage } from './reader.js';
export type { Outlook } from './outlook.js';
export type { ClockName, OutlookClock } from './judge.js';
export type { TrackedEvent } from './watch.js';
export type { Metrics, TrackerMetrics } from './metrics.js';
export type { BreakerStatus } from './dependency.js';
export type { BreakerPolicy, BreakerSnapshot } from './breaker.js';
export type { GuardedCall } from './guarded-try.js';
export { faultOf, markFault, markRetryable } from './fault.js';
export { DEFAULT_LIMITS, LIMIT_TIERS, type LimitTier } from './default-limits.js';
export { MAX_PAYLOAD_BYTES, MAX_PAYLOAD_DEPTH } from './json-payload.js';
export { defaultUserMessage, type UnhappyCause, type UserMessage } from './user-message.js';
export type {
  AcknowledgeInput,
  CancelInput,
  CompleteInput,
  CreateInput,
  FailInput,
  GuardInput,
  HoldInput,
  HistoryInput,
  ListInput,
  ProgressInput,
  RunInput,
  TimeoutInput,
  WatchInput,
  WorkInput,
} from './inputs.js';
export type { Clock, Disposable } from './clock.js';
export { sleep } from './sleep.js';
export { SystemClock } from './system-clock.js';
export { SILENT_LOGGER, type Logger } from './logger.js';
export type { Awaitable } from './awaitable.js';
export { MemoryStore, type MemoryStoreOptions } from './memory-store.js';
export type {
  ChangeListener,
  CommitResult,
  ExecutionStore,
  FeedEntry,
  FeedPage,
  HistoryPage,
  Lease,
  LeaseRequest,
  ListQuery,
  StoreCounts,
  StoredExecution,
  Transition,
} from './store.js';
export type { Signs, SleptSince } from './signs.js';
export {
  OPERATOR_SCOPE,
  mayTouch,
  type OperatorScope,
  type Scope,
  type UserScope,
} from './scope.js';
export type { ExecutionRecord, Metadata } from './record.js';
export type { PhaseTally } from './phase-tally.js';
export { fold } from './fold.js';
export { forUserEyes } from './user-eyes.js';
export { toExecution } from './view.js';
