import {
  TrackerError,
  TrackerErrorCode,
  stateOfPhase,
  type ExecutionState,
  type HistoryEvent,
} from '@tracker/state';
import type { ExecutionRecord, Signs, Transition } from '@tracker/core';
import { areNewer, deadlineBesideLease, standsOnLease } from '@tracker/core/store-kit';
import { arrayLiteral, type Column } from './array-literal.js';
import { birthOf, deliveryOf, standingOf } from './row.js';
import { BATCH, FACTS } from './commit-function.js';
import { isStorable } from './storable.js';

/** What is known in this process about the signs of an execution that it drives. */
export type OwnSigns = (record: ExecutionRecord) => Signs | undefined;

type Columns<Names extends object> = { readonly [Name in keyof Names]: (string | number | null)[] };

/** The parameters of `commit_batch`. */
export function toBatch(transitions: readonly Transition[], ownSigns: OwnSigns): string[] {
  const batch = columns(BATCH);
  const facts = columns(FACTS);
  const waves = new Map<string, number>();
  transitions.forEach((transition, n) => {
    const { id } = transition.next;
    // what is done to one execution is done in its order; all else at once
    const wave = (waves.get(id) ?? 0) + 1;
    waves.set(id, wave);
    add(batch, { ...headOf(transition, { n, wave }), ...tailOf(transition, ownSigns) });
    addFacts(facts, transition, n);
  });
  return [...Object.values<Column>(batch), ...Object.values<Column>(facts)].map(arrayLiteral);
}

function columns<Names extends object>(names: Names): Columns<Names> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, []])) as never;
}

function add<Names extends object>(
  to: Columns<Names>,
  row: { readonly [Name in keyof Names]: string | number | null },
): void {
  for (const name in row) to[name].push(row[name]);
}

function headOf(
  { next, expectedVersion, commitId }: Transition,
  { n, wave }: { n: number; wave: number },
) {
  return {
    n,
    wave,
    id: next.id,
    user_id: next.userId,
    thread_id: next.threadId,
    agent_name: next.agentName,
    birth: expectedVersion === 0 ? birthOf(next) : null,
    expected: expectedVersion,
    commit_id: commitId,
    version: next.version,
    updated_at: next.updatedAt,
    state: next.state,
    phase: next.phase,
    owner: next.owner,
    standing: standingOf(next),
  };
}

function tailOf({ next, events, evidence }: Transition, ownSigns: OwnSigns) {
  const ends = events.some(({ type }) => type === 'ended');
  const leaning = standsOnLease(next);
  return {
    ended_at: next.endedAt,
    cause: ends ? JSON.stringify(next.cause) : null,
    outcome: ends ? JSON.stringify(next.outcome) : null,
    delivery: deliveryOf(next),
    acknowledged_at: next.delivery?.acknowledgedAt ?? null,
    overdue_at: next.delivery?.overdueAt ?? null,
    due_at: dueAt(next, ownSigns(next)),
    vouched_by: leaning ? (next.owner ?? '') : null,
    silence_ms: leaning ? next.limits.livenessTimeoutMs : null,
    ...seenOf(evidence, ownSigns(next)),
  };
}

/** Beyond any sign, and before any. */
const NEVER_NEWER = Number.MAX_SAFE_INTEGER;
const ALWAYS_NEWER = -1;

/**
 * What the verdict has seen, to be compared with what is written down. Of an execution that is driven here the signs
 * in mind are compared instead: those written down are moved on, for others, by the time this process slept.
 */
function seenOf(evidence: Signs | undefined, own: Signs | undefined) {
  if (!evidence) return { seen_alive_at: null, seen_progress_at: null, seen_lease_at: null };
  const { aliveAt, progressAt, leaseAt } = evidence;
  if (!own)
    return { seen_alive_at: aliveAt, seen_progress_at: progressAt, seen_lease_at: leaseAt ?? 0 };
  const seen = areNewer(own, evidence) ? ALWAYS_NEWER : NEVER_NEWER;
  return { seen_alive_at: seen, seen_progress_at: seen, seen_lease_at: seen };
}

const NO_SIGNS: Signs = { aliveAt: 0, progressAt: 0, leaseAt: null, stalledSince: null };

/** The day of an execution in the store's calendar; null when it has none left. */
export function dueAt(record: ExecutionRecord, signs: Signs = NO_SIGNS): number | null {
  const deadline = deadlineBesideLease(record, signs);
  return deadline === Infinity ? null : deadline;
}

function addFacts(facts: Columns<typeof FACTS>, transition: Transition, n: number): void {
  const { next, events, commitId, expectedVersion } = transition;
  statesOf(events, next.state).forEach(([before, after], index) => {
    const event = events[index] as HistoryEvent;
    add(facts, {
      n,
      execution_id: next.id,
      seq: event.seq,
      user_id: next.userId,
      state_before: before,
      state_after: after,
      commit_id: event.seq === expectedVersion + 1 ? commitId : null,
      event: JSON.stringify(event),
    });
  });
}

/** The state before and after each fact; told from the last one backwards, because only moves say where they began. */
function statesOf(
  events: readonly HistoryEvent[],
  last: ExecutionState,
): [before: ExecutionState | null, after: ExecutionState][] {
  const states: [ExecutionState | null, ExecutionState][] = [];
  let after: ExecutionState | null = last;
  for (let i = events.length - 1; i >= 0; i--) {
    const before: ExecutionState | null = stateBefore(
      events[i] as HistoryEvent,
      after as ExecutionState,
    );
    states[i] = [before, after as ExecutionState];
    after = before;
  }
  return states;
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
