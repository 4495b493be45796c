import { z } from 'zod';
import { causeSchema } from './cause.js';
import { phaseTallySchema } from './execution-shape.js';
import { jsonObjectSchema } from './json-value.js';
import { executionLimitsSchema } from './limits.js';
import { LivenessMode } from './liveness-mode.js';
import { outcomeSchema } from './outcome.js';
import { agentExecutionPhaseSchema as phase } from './parse-phase.js';
import { executionStateSchema as state } from './parse-state.js';
import { ACTIVE_STATES, TERMINAL_STATES } from './transitions.js';

const instant = z.int().nonnegative();

const fact = { executionId: z.string().min(1), seq: z.int().positive(), at: instant };

/** The fields of each type of event. What they must have to do with each other is not said here. */
export const eventShape = z.discriminatedUnion('type', [
  z.strictObject({
    ...fact,
    type: z.literal('created'),
    userId: z.string().min(1),
    threadId: z.string().min(1),
    runId: z.string().min(1),
    agentName: z.string().min(1),
    attempt: z.int().positive(),
    retryOf: z.string().min(1).nullable(),
    liveness: z.enum(LivenessMode),
    limits: executionLimitsSchema,
    metadata: jsonObjectSchema,
  }),
  z.strictObject({
    ...fact,
    type: z.literal('state_changed'),
    from: z.enum(ACTIVE_STATES),
    to: z.enum(ACTIVE_STATES),
    /** The process lease that vouches for the execution from now on. */
    owner: z.string().min(1).nullable(),
  }),
  z.strictObject({
    ...fact,
    type: z.literal('phase_entered'),
    from: phase,
    to: phase,
    state,
    /**
     * All stays from the one in `from` on until `to` was entered, where this fact sums up several. Only in a history
     * that has `MAX_DETAILED_FACTS` already, and only within `running`.
     */
    passed: phaseTallySchema.optional(),
  }),
  z.strictObject({
    ...fact,
    type: z.literal('progressed'),
    note: z.string().nullable(),
    percent: z.number().min(0).max(100).nullable(),
  }),
  z.strictObject({
    ...fact,
    type: z.literal('held'),
    reason: z.string().min(1),
    deadline: instant,
  }),
  z.strictObject({ ...fact, type: z.literal('resumed'), heldMs: z.int().nonnegative() }),
  z.strictObject({
    ...fact,
    type: z.literal('cancel_requested'),
    reason: z.string().nullable(),
    deadline: instant,
  }),
  z.strictObject({ ...fact, type: z.literal('cancel_acknowledged') }),
  z.strictObject({
    ...fact,
    type: z.literal('ended'),
    from: z.enum(ACTIVE_STATES),
    to: z.enum(TERMINAL_STATES),
    phase,
    cause: causeSchema,
    outcome: outcomeSchema,
  }),
  z.strictObject({ ...fact, type: z.literal('delivery_overdue'), deadline: instant }),
  z.strictObject({ ...fact, type: z.literal('acknowledged'), by: z.string().nullable() }),
]);

export type HistoryEvent = z.infer<typeof eventShape>;
export type HistoryEventType = HistoryEvent['type'];
/** The event of one type. */
export type HistoryEventOf<T extends HistoryEventType> = Extract<HistoryEvent, { type: T }>;
