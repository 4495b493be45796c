import { z } from 'zod';
import { frozenTable } from './frozen-table.js';
import type { TerminalState } from './transitions.js';

/** The clock that ran out when an execution ended in `timeout`; see `CLOCK_MEANING`. */
export const TimeoutClock = Object.freeze({
  START: 'start',
  EXECUTION: 'execution',
  IDLE: 'idle',
  HOLD: 'hold',
  OPERATION: 'operation',
});
export type TimeoutClock = (typeof TimeoutClock)[keyof typeof TimeoutClock];

/** Why an execution ended in `failed`; see `FAILURE_MEANING`. */
export const FailureCode = Object.freeze({
  AGENT_ERROR: 'agent_error',
  EMPTY_RESPONSE: 'empty_response',
  INVALID_ANSWER: 'invalid_answer',
  CIRCUIT_OPEN: 'circuit_open',
  RETRIES_EXHAUSTED: 'retries_exhausted',
  REJECTED: 'rejected',
  MISUSE: 'misuse',
});
export type FailureCode = (typeof FailureCode)[keyof typeof FailureCode];

/** Who is at fault; the kinds are counted apart. See `FAULT_MEANING`. */
export const Fault = Object.freeze({
  USER: 'user',
  AGENT: 'agent',
  INFRASTRUCTURE: 'infrastructure',
});
export type Fault = (typeof Fault)[keyof typeof Fault];

/** On what evidence an execution was declared dead; see `EVIDENCE_MEANING`. */
export const DeathEvidence = Object.freeze({
  SILENCE: 'silence',
  LEASE_LAPSED: 'lease_lapsed',
});
export type DeathEvidence = (typeof DeathEvidence)[keyof typeof DeathEvidence];

const instant = z.int().nonnegative();
const duration = z.int().nonnegative();
const limit = z.int().positive();

/** Why an execution ended in `failed`. `detail` is for operators, never shown to the user. */
export const failureCauseSchema = z.strictObject({
  kind: z.literal('failure'),
  code: z.enum(FailureCode),
  fault: z.enum(Fault),
  detail: z.string().optional(),
  dependency: z.string().optional(),
});

/** Which clock ran out, its limit, and how long it had run. `operation` names a guarded one. */
export const timeoutCauseSchema = z
  .strictObject({
    kind: z.literal('timeout'),
    clock: z.enum(TimeoutClock),
    limitMs: limit,
    elapsedMs: duration,
    operation: z.string().optional(),
  })
  .refine(({ limitMs, elapsedMs }) => elapsedMs >= limitMs, {
    error: 'a clock has run out when it has run as long as its limit',
    path: ['elapsedMs'],
  })
  .refine(({ clock, operation }) => operation === undefined || clock === TimeoutClock.OPERATION, {
    error: 'only the operation clock belongs to an operation',
    path: ['operation'],
  });

/** The evidence of a death: the last sign of life, the limit, and who judged. */
export const deathCauseSchema = z.strictObject({
  kind: z.literal('death'),
  evidence: z.enum(DeathEvidence),
  lastSignAt: instant,
  limitMs: limit,
  judgedBy: z.string().min(1),
});

/** A cancellation: when and why it was asked for, and whether the grace period had to force it. */
export const cancellationCauseSchema = z.strictObject({
  kind: z.literal('cancellation'),
  requestedAt: instant,
  reason: z.string().optional(),
  forced: z.boolean(),
});

/** The ordinary end: an answer. */
export const answerCauseSchema = z.strictObject({ kind: z.literal('answered') });

/** Why an execution ended. */
export const causeSchema = z.discriminatedUnion('kind', [
  answerCauseSchema,
  failureCauseSchema,
  timeoutCauseSchema,
  deathCauseSchema,
  cancellationCauseSchema,
]);

export type FailureCause = z.infer<typeof failureCauseSchema>;
export type TimeoutCause = z.infer<typeof timeoutCauseSchema>;
export type DeathCause = z.infer<typeof deathCauseSchema>;
export type CancellationCause = z.infer<typeof cancellationCauseSchema>;
export type AnswerCause = z.infer<typeof answerCauseSchema>;
export type Cause = z.infer<typeof causeSchema>;

/** The kind of cause that belongs to each terminal state. */
export const CAUSE_OF_STATE = frozenTable({
  completed: 'answered',
  failed: 'failure',
  timeout: 'timeout',
  dead: 'death',
  cancelled: 'cancellation',
} as const satisfies Record<TerminalState, Cause['kind']>);
