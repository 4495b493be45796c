import {
  TrackerError,
  TrackerErrorCode,
  stateOfPhase,
  type ExecutionState,
  type HistoryEvent,
} from '@tracker/state';
import type { ExecutionRecord, Signs, Transition } from '@tracker/core';
import { areNewer, deadlineBesideLease, standsOnLease } from '@tracker/core/store-kit';
import { arrayLiteral } from './array-literal.js';
import { birthOf, deliveryOf, standingOf } from './row.js';
import { BATCH, FACTS } from './commit-function.js';
import { isStorable } from './storable.js';

/** What is known in this process about the signs of an execution that it drives. */
export type OwnSigns = (record: ExecutionRecord) => Signs | undefined;

/** A transition with its place in the batch. */
interface Placed {
  readonly transition: Transition;
  readonly next: ExecutionRecord;
  readonly n: number;
  /** What is done to one execution is done in its order; all else at once. */
  readonly wave: number;
  readonly isBirth: boolean;
  readonly ends: boolean;
  readonly leaning: boolean;
  readonly dueAt: number | null;
  readonly seen: Seen;
}

/** A fact with the states around it. */
interface Told {
  readonly transition: Transition;
  readonly n: number;
  readonly event: HistoryEvent;
  readonly before: ExecutionState | null;
  readonly after: ExecutionState;
}

type Cell = string | number | null;

const TRANSITION: { readonly [Name in keyof typeof BATCH]: (placed: Placed) => Cell } = {
  n: ({ n }) => n,
  wave: ({ wave }) => wave,
  id: ({ next }) => next.id,
  user_id: ({ next, isBirth }) => (isBirth ? next.userId : null),
  thread_id: ({ next, isBirth }) => (isBirth ? next.threadId : null),
  agent_name: ({ next, isBirth }) => (isBirth ? next.agentName : null),
  birth: ({ next, isBirth }) => (isBirth ? birthOf(next) : null),
  expected: ({ transition }) => transition.expectedVersion,
  commit_id: ({ transition }) => transition.commitId,
  version: ({ next }) => next.version,
  updated_at: ({ next }) => next.updatedAt,
  state: ({ next }) => next.state,
  phase: ({ next }) => next.phase,
  owner: ({ next }) => next.owner,
  standing: ({ next }) => standingOf(next),
  ended_at: ({ next }) => next.endedAt,
  cause: ({ next, ends }) => (ends ? JSON.stringify(next.cause) : null),
  outcome: ({ next, ends }) => (ends ? JSON.stringify(next.outcome) : null),
  delivery: ({ next }) => deliveryOf(next),
  acknowledged_at: ({ next }) => next.delivery?.acknowledgedAt ?? null,
  overdue_at: ({ next }) => next.delivery?.overdueAt ?? null,
  due_at: ({ dueAt }) => dueAt,
  vouched_by: ({ next, leaning }) => (leaning ? (next.owner ?? '') : null),
  silence_ms: ({ next, leaning }) => (leaning ? next.limits.livenessTimeoutMs : null),
  seen_alive_at: ({ seen }) => seen.aliveAt,
  seen_progress_at: ({ seen }) => seen.progressAt,
  seen_lease_at: ({ seen }) => seen.leaseAt,
};

const FACT: { readonly [Name in keyof typeof FACTS]: (told: Told) => Cell } = {
  n: ({ n }) => n,
  execution_id: ({ transition }) => transition.next.id,
  seq: ({ event }) => event.seq,
  user_id: ({ transition }) => transition.next.userId,
  state_before: ({ before }) => before,
  state_after: ({ after }) => after,
  commit_id: ({ event, transition: { commitId, expectedVersion } }) =>
    event.seq === expectedVersion + 1 ? commitId : null,
  event: ({ event }) => JSON.stringify(event),
};

/** The parameters of `commit_batch`. */
export function toBatch(transitions: readonly Transition[], ownSigns: OwnSigns): string[] {
  const waves = new Map<string, number>();
  const placed = transitions.map((transition, n) => {
    const { id } = transition.next;
    const wave = (waves.get(id) ?? 0) + 1;
    waves.set(id, wave);
    return place(transition, { n, wave, own: ownSigns(transition.next) });
  });
  const told = transitions.flatMap(tell);
  return [
    ...Object.keys(BATCH).map((name) =>
      arrayLiteral(placed, TRANSITION[name as keyof typeof BATCH]),
    ),
    ...Object.keys(FACTS).map((name) => arrayLiteral(told, FACT[name as keyof typeof FACTS])),
  ];
}

function place(
  transition: Transition,
  { n, wave, own }: { n: number; wave: number; own: Signs | undefined },
): Placed {
  const { next, events, evidence } = transition;
  return {
    transition,
    next,
    n,
    wave,
    isBirth: transition.expectedVersion === 0,
    ends: events.some(({ type }) => type === 'ended'),
    leaning: standsOnLease(next),
    dueAt: dueAt(next, own),
    seen: seenOf(evidence, own),
  };
}

/** The signs a verdict stands on, as the database compares them. */
interface Seen {
  readonly aliveAt: number | null;
  readonly progressAt: number | null;
  readonly leaseAt: number | null;
}

const UNSEEN: Seen = { aliveAt: null, progressAt: null, leaseAt: null };

/** Beyond any sign, and before any. */
const NEVER_NEWER = Number.MAX_SAFE_INTEGER;
const ALWAYS_NEWER = -1;

/**
 * What the verdict has seen, to be compared with what is written down. Of an execution that is driven here the signs
 * in mind are compared instead: those written down are moved on, for others, by the time this process slept.
 */
function seenOf(evidence: Signs | undefined, own: Signs | undefined): Seen {
  if (!evidence) return UNSEEN;
  const { aliveAt, progressAt, leaseAt } = evidence;
  if (!own) return { aliveAt, progressAt, leaseAt: leaseAt ?? 0 };
  const seen = areNewer(own, evidence) ? ALWAYS_NEWER : NEVER_NEWER;
  return { aliveAt: seen, progressAt: seen, leaseAt: seen };
}

const NO_SIGNS: Signs = { aliveAt: 0, progressAt: 0, leaseAt: null, stalledSince: null };

/** The day of an execution in the store's calendar; null when it has none left. */
export function dueAt(record: ExecutionRecord, signs: Signs = NO_SIGNS): number | null {
  const deadline = deadlineBesideLease(record, signs);
  return deadline === Infinity ? null : deadline;
}

/** Its facts; told from the last one backwards, because only moves say where they began. */
function tell(transition: Transition, n: number): Told[] {
  const { events, next } = transition;
  const told: Told[] = [];
  let after = next.state;
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i] as HistoryEvent;
    const before = stateBefore(event, after);
    told[i] = { transition, n, event, before, after };
    after = before as ExecutionState;
  }
  return told;
}

function stateBefore(event: HistoryEvent, after: ExecutionState): ExecutionState | null {
  switch (event.type) {
    case 'created':
      return null;
    case 'state_changed':
    case 'ended':
      return event.from;
    case 'phase_entered':
      return stateOfPhase(event.from);
    default:
      return after;
  }
}

/** Throws `invalid_input` for a name that no text of the database can be. */
export function assertStorable({ next, commitId }: Transition): void {
  const { id, userId, threadId, agentName, owner } = next;
  const names = { id, userId, threadId, agentName, owner, commitId };
  for (const [field, name] of Object.entries(names)) {
    if (name === null || isStorable(name)) continue;
    throw new TrackerError({
      code: TrackerErrorCode.INVALID_INPUT,
      message: `The ${field} ${JSON.stringify(name)} holds NUL or half a character, which no name in PostgreSQL can.`,
      details: { executionId: id, field },
    });
  }
}
