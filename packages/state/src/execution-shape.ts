import { z } from 'zod';
import {
  answerCauseSchema,
  cancellationCauseSchema,
  deathCauseSchema,
  failureCauseSchema,
  timeoutCauseSchema,
} from './cause.js';
import { ExecutionState } from './execution-state.js';
import { jsonObjectSchema } from './json-value.js';
import { executionLimitsSchema } from './limits.js';
import { LivenessMode } from './liveness-mode.js';
import { answerOutcomeSchema, deliveredOutcomeSchema, errorOutcomeSchema } from './outcome.js';
import { AGENT_EXECUTION_PHASES } from './phase.js';
import { phaseAgrees } from './phase-state.js';
import { executionStateMiss } from './parse-state.js';

const instant = z.int().nonnegative();

/** The phases an execution may be in while it is in `state`. */
function phasesOf(state: ExecutionState) {
  return z.enum(AGENT_EXECUTION_PHASES.filter((phase) => phaseAgrees(phase, state)));
}

/** A wait for a human, a tool or another system. It stops the liveness, idle and execution clocks. */
export const holdSchema = z.strictObject({
  reason: z.string().min(1),
  since: instant,
  deadline: instant,
});
export type Hold = z.infer<typeof holdSchema>;

/** A request to cancel: acknowledged by the worker, or forced at its deadline. */
export const cancelRequestSchema = z.strictObject({
  requestedAt: instant,
  deadline: instant,
  reason: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
});
export type CancelRequest = z.infer<typeof cancelRequestSchema>;

/** How often and for how long an execution was in a phase. */
export const phaseStatSchema = z.strictObject({
  count: z.int().positive(),
  totalMs: z.int().nonnegative(),
});
export type PhaseStat = z.infer<typeof phaseStatSchema>;

/** Finished stays per phase. */
export const phaseTallySchema = z.partialRecord(z.enum(AGENT_EXECUTION_PHASES), phaseStatSchema);

/** Whether the user's client has the outcome. */
export const deliverySchema = z.strictObject({
  deadline: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  overdueAt: instant.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

const always = {
  id: z.string().min(1),
  userId: z.string().min(1),
  threadId: z.string().min(1),
  runId: z.string().min(1),
  agentName: z.string().min(1),
  attempt: z.int().positive(),
  retryOf: z.string().min(1).nullable(),
  version: z.int().positive(),
  liveness: z.enum(LivenessMode),
  limits: executionLimitsSchema,
  metadata: jsonObjectSchema,
  createdAt: instant,
  updatedAt: instant,
  /** The instant by which it has ended, whatever happens; known when it was created. */
  endsBy: instant,
  phaseEnteredAt: instant,
  /** Finished stays per phase; the present one is not in it. */
  phases: phaseTallySchema,
  progressAt: instant,
  progress: z
    .strictObject({
      note: z.string().nullable(),
      percent: z.number().min(0).max(100).nullable(),
    })
    .nullable(),
  heldMs: z.int().nonnegative(),
  cancel: cancelRequestSchema.nullable(),
};

const started = { ...always, owner: z.string().min(1).nullable(), startedAt: instant };
const running = { ...started, runningAt: instant };
const ended = {
  ...always,
  owner: z.string().min(1).nullable(),
  startedAt: instant.nullable(),
  runningAt: instant.nullable(),
  endedAt: instant,
  delivery: deliverySchema,
};

function arm<S extends ExecutionState, Fields extends z.core.$ZodLooseShape>(
  state: S,
  fields: Fields,
) {
  return z.strictObject({ state: z.literal(state), phase: phasesOf(state), ...fields });
}

/** The fields an execution has in each state. What they must have to do with each other is not said here. */
export const executionShape = z.discriminatedUnion(
  'state',
  [
    arm(ExecutionState.PENDING, always),
    arm(ExecutionState.STARTING, started),
    arm(ExecutionState.RUNNING, { ...running, hold: holdSchema.nullable() }),
    arm(ExecutionState.COMPLETING, running),
    arm(ExecutionState.COMPLETED, {
      ...ended,
      cause: answerCauseSchema,
      outcome: z.discriminatedUnion('kind', [answerOutcomeSchema, deliveredOutcomeSchema]),
    }),
    arm(ExecutionState.FAILED, {
      ...ended,
      cause: failureCauseSchema,
      outcome: errorOutcomeSchema,
    }),
    arm(ExecutionState.TIMEOUT, {
      ...ended,
      cause: timeoutCauseSchema,
      outcome: errorOutcomeSchema,
    }),
    arm(ExecutionState.DEAD, { ...ended, cause: deathCauseSchema, outcome: errorOutcomeSchema }),
    arm(ExecutionState.CANCELLED, {
      ...ended,
      cause: cancellationCauseSchema,
      outcome: errorOutcomeSchema,
    }),
  ],
  { error: executionStateMiss },
);

export type Execution = z.infer<typeof executionShape>;
/** An execution in one state. */
export type ExecutionIn<S extends ExecutionState> = Extract<Execution, { state: S }>;
