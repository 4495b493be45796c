import type { HistoryEvent, HistoryEventOf } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { quoted, said } from './evidence-words.js';
import type { Rebuilt } from './rebuild.js';

/** What says whose an execution is. */
export interface Identity {
  readonly userId?: string;
  readonly threadId?: string;
  readonly runId?: string;
  readonly agentName?: string;
}

const IDENTITY = ['userId', 'threadId', 'runId', 'agentName'] as const;

/** Each field in which `claimed` (by `claimant`) differs from the identity in the history. */
export function identityRules(
  known: Identity,
  claimed: Identity,
  claimant: string,
): readonly Contradiction[] {
  return IDENTITY.filter(
    (field) => claimed[field] !== undefined && claimed[field] !== known[field],
  ).flatMap((field) =>
    when(true, 'identity_disagrees', () => [
      `the history was created with ${field} ${quoted(known[field])}`,
      `${claimant} says ${field} ${quoted(claimed[field])}`,
    ]),
  );
}

/** What a creation says against itself. */
export function creationRules(event: HistoryEventOf<'created'>): readonly Contradiction[] {
  const { executionId, attempt, retryOf } = event;
  return [
    ...when(retryOf === executionId, 'retry_of_itself', () => [
      `the execution is ${quoted(executionId)}`,
      `it retries ${quoted(retryOf)}`,
    ]),
    ...when(attempt > 1 !== (retryOf !== null), 'attempt_disagrees', () => [
      `it is attempt ${attempt}`,
      retryOf === null ? 'it retries nothing' : `it retries ${quoted(retryOf)}`,
    ]),
  ];
}

/** What the first fact must be. */
export function openingRules(event: HistoryEvent): readonly Contradiction[] {
  if (event.type === 'created') return creationRules(event);
  return when(true, 'not_created_first', () => [
    'a history begins with its creation',
    `this one begins with ${said(event)}`,
  ]);
}

/** A creation of what exists already. */
export function rebirthRules(
  before: Rebuilt,
  event: HistoryEventOf<'created'>,
): readonly Contradiction[] {
  return [
    ...when(true, 'created_twice', () => [`it was created at ${before.createdAt}`, said(event)]),
    ...identityRules(before, event, said(event)),
  ];
}
