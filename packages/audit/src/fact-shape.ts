import {
  agentExecutionPhaseSchema as phase,
  causeSchema,
  executionLimitsSchema,
  executionStateSchema as state,
  historyEventSchema,
  isAgentExecutionPhase,
  isExecutionState,
  phaseTallySchema,
  LivenessMode,
  type HistoryEvent,
} from '@tracker/state';
import { z } from 'zod';
import { when, type Contradiction } from './contradiction.js';
import { quoted } from './evidence-words.js';

const instant = z.int().nonnegative();
const word = z.string().min(1);
const nullableText = z.string().nullable();

/** What every fact has; without it a line belongs to no history. */
export const factHeadShape = z.looseObject({
  executionId: word,
  seq: z.int().positive(),
  at: instant,
  type: word,
});
export type FactHead = z.infer<typeof factHeadShape>;

const outcome = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('answer') }),
  z.looseObject({ kind: z.literal('delivered') }),
  z.looseObject({ kind: z.literal('error'), message: z.unknown() }),
]);

/**
 * The fields of a fact with nothing said about their sense: a fact that the definition refuses is still
 * read through this, so that the rule it breaks can be named.
 */
const senselessFact = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('created'),
    userId: word,
    threadId: word,
    runId: word,
    agentName: word,
    attempt: z.int().positive(),
    retryOf: word.nullable(),
    liveness: z.enum(LivenessMode),
    limits: executionLimitsSchema,
    metadata: z.record(z.string(), z.unknown()),
  }),
  z.looseObject({ type: z.literal('state_changed'), from: state, to: state, owner: nullableText }),
  z.looseObject({
    type: z.literal('phase_entered'),
    from: phase,
    to: phase,
    state,
    passed: phaseTallySchema.optional(),
  }),
  z.looseObject({ type: z.literal('progressed') }),
  z.looseObject({ type: z.literal('held'), reason: word, deadline: instant }),
  z.looseObject({ type: z.literal('resumed') }),
  z.looseObject({ type: z.literal('cancel_requested'), reason: nullableText, deadline: instant }),
  z.looseObject({ type: z.literal('cancel_acknowledged') }),
  z.looseObject({
    type: z.literal('ended'),
    from: state,
    to: state,
    phase,
    cause: causeSchema,
    outcome,
  }),
  z.looseObject({ type: z.literal('delivery_overdue'), deadline: instant }),
  z.looseObject({ type: z.literal('acknowledged'), by: nullableText }),
]);

const STATE_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['state_changed', ['from', 'to']],
  ['phase_entered', ['state']],
  ['ended', ['from', 'to']],
]);
const PHASE_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['phase_entered', ['from', 'to']],
  ['ended', ['phase']],
]);

function wrongWords(head: FactHead): readonly Contradiction[] {
  const { type } = head;
  const states = STATE_FIELDS.get(type)?.filter((field) => !isExecutionState(head[field])) ?? [];
  const phases =
    PHASE_FIELDS.get(type)?.filter((field) => !isAgentExecutionPhase(head[field])) ?? [];
  const claim = (field: string) =>
    `a fact of type '${type}' says ${field} is ${quoted(head[field])}`;
  return [
    ...states.flatMap((field) =>
      when(true, 'unknown_state', () => [claim(field), 'the definition has no such state']),
    ),
    ...phases.flatMap((field) =>
      when(true, 'unknown_phase', () => [claim(field), 'the definition has no such phase']),
    ),
  ];
}

/** The first thing that is wrong with a shape, with its path. */
export function firstIssue({ issues }: z.core.$ZodError): string {
  const [issue] = issues;
  return issue
    ? [issue.path.join('.'), issue.message].filter(Boolean).join(': ')
    : 'it does not fit';
}

/** A fact as far as it can be read, and what its shape alone already breaks. */
export interface ReadFact {
  /** Undefined when not even its fields can be told. */
  readonly event: HistoryEvent | undefined;
  /** What to report, unless a rule has a better name for the same fault. */
  readonly misfit: readonly Contradiction[];
}

/** Reads a fact strictly, and where that fails as far as it goes. */
export function readFact(head: FactHead): ReadFact {
  const strict = historyEventSchema.safeParse(head);
  if (strict.success) return { event: strict.data, misfit: [] };
  const unknown = when(true, 'unknown_shape', () => [
    `a fact of type '${head.type}'`,
    firstIssue(strict.error),
  ]);
  const loose = senselessFact.safeParse(head);
  if (loose.success) return { event: loose.data as unknown as HistoryEvent, misfit: unknown };
  const words = wrongWords(head);
  return { event: undefined, misfit: words.length > 0 ? words : unknown };
}
