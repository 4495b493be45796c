import type { Attributes } from '@opentelemetry/api';

/**
 * The attributes telemetry sets. `gen_ai.*`, `error.type` and `enduser.id` are OpenTelemetry's semantic
 * conventions; the rest is the tracker's own.
 */
export const Attribute = Object.freeze({
  OPERATION: 'gen_ai.operation.name',
  AGENT: 'gen_ai.agent.name',
  CONVERSATION: 'gen_ai.conversation.id',
  ERROR: 'error.type',
  END_USER: 'enduser.id',
  EXECUTION_ID: 'tracker.execution.id',
  RUN_ID: 'tracker.run.id',
  ATTEMPT: 'tracker.attempt',
  RETRY_OF: 'tracker.retry_of',
  STATE: 'tracker.state',
  PHASE: 'tracker.phase',
  CAUSE: 'tracker.cause.kind',
  CAUSE_CODE: 'tracker.cause.code',
  FAULT: 'tracker.cause.fault',
  CLOCK: 'tracker.cause.clock',
  EVIDENCE: 'tracker.cause.evidence',
  FORCED: 'tracker.cause.forced',
  DEPENDENCY: 'tracker.dependency',
  OUTCOME: 'tracker.outcome.kind',
  HELD: 'tracker.held.duration',
  DROPPED_PHASES: 'tracker.phases.dropped',
  OVERDUE: 'tracker.delivery.overdue',
  BREAKER: 'tracker.breaker.state',
});

/** What the semantic conventions call the running of an agent. */
export const INVOKE_AGENT = 'invoke_agent';

/** The attributes that have a value. */
export function present(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/**
 * Epoch milliseconds as no SDK misreads them: many take a plain number from before the process began for the time
 * since it began.
 */
export function instant(at: number): Date {
  return new Date(at);
}

/** Milliseconds as the seconds that semantic conventions measure in. */
export function seconds(ms: number): number {
  return ms / 1_000;
}
