import {
  TrackerError,
  TrackerErrorCode,
  type AgentExecutionPhase,
  type ExecutionState,
  type HistoryEvent,
  type HistoryEventOf,
} from '@tracker/state';
import { isPromised, type Awaitable } from './awaitable.js';
import type { Changes } from './changes.js';
import { deepFreeze } from './deep-freeze.js';
import type { Scope } from './scope.js';
import type { ExecutionStore, FeedEntry } from './store.js';
import { seenFrom } from './user-eyes.js';
import { BEGINNING, move, type Whereabouts } from './whereabouts.js';

/** A fact as a watcher sees it: with its place in the feed, whose it is, and where the execution stands after it. */
export interface TrackedEvent {
  /** Where to go on after this one. */
  readonly cursor: number;
  readonly executionId: string;
  readonly runId: string;
  readonly threadId: string;
  readonly userId: string;
  readonly agentName: string;
  readonly state: ExecutionState;
  readonly phase: AgentExecutionPhase;
  /** The fact's number within its execution. */
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly event: HistoryEvent;
}

/** Entries read at once. */
const PAGE = 256;

/** Executions that a watcher keeps in mind. */
const MEMORY = 1_000;

export interface WatchParts {
  readonly store: ExecutionStore;
  readonly changes: Changes;
  readonly scope: Scope;
  /** Ends the watch at once. */
  readonly signal: AbortSignal;
  /** Ends the watch once everything committed until then was given. */
  readonly closing: AbortSignal;
}

/**
 * The facts of a scope from `after` on, in order, without gap or duplicate, as fast as they are taken. Ends when
 * the signal aborts, and when the tracker closes. Throws `cursor_expired` when the store no longer has what follows.
 */
export function watch(
  parts: WatchParts,
  after: number | Promise<number>,
): AsyncGenerator<TrackedEvent, void> {
  // whoever never reads must not be told by an unhandled rejection
  if (typeof after !== 'number') after.catch(() => undefined);
  return follow(parts, after);
}

async function* follow(
  { store, changes, scope, signal, closing }: WatchParts,
  after: number | Promise<number>,
): AsyncGenerator<TrackedEvent, void> {
  const acquaintances = new Acquaintances(store, scope);
  const either = AbortSignal.any([signal, closing]);
  const ear = changes.listen('userId' in scope ? scope.userId : undefined, either);
  try {
    let cursor = await after;
    while (!signal.aborted) {
      ear.clear();
      const last = closing.aborted;
      const page = await store.feed(scope, { after: cursor, limit: PAGE });
      for (const entry of page) {
        cursor = entry.cursor;
        const found = acquaintances.after(entry);
        const execution = isPromised(found) ? await found : found;
        if (signal.aborted) return;
        yield toTracked(cursor, seenFrom(scope, deepFreeze(entry.event)), execution);
      }
      if (page.length === PAGE) continue;
      if (last) return;
      await ear.word();
    }
  } finally {
    ear.dispose();
  }
}

/** What a watcher has to know of an execution to tell of it. */
interface Acquaintance extends Whereabouts {
  readonly runId: string;
  readonly threadId: string;
  readonly userId: string;
  readonly agentName: string;
}

/** Remembers of each execution where it is at the watcher's place in the feed. */
class Acquaintances {
  readonly #store: ExecutionStore;
  readonly #scope: Scope;
  readonly #byId = new Map<string, Acquaintance>();

  constructor(store: ExecutionStore, scope: Scope) {
    this.#store = store;
    this.#scope = scope;
  }

  after(entry: FeedEntry): Awaitable<Acquaintance> {
    const { event } = entry;
    if (event.type === 'created') return this.#remember(event.executionId, meet(event));
    const known = this.#byId.get(event.executionId);
    if (!known) return this.#catchUp(entry);
    move(known, event);
    return known;
  }

  async #catchUp({ event, cursor, userId }: FeedEntry): Promise<Acquaintance> {
    const { executionId, seq } = event;
    const history = await this.#store.history(this.#scope, executionId, {
      afterSeq: 0,
      limit: seq,
    });
    const [first] = history;
    // another execution may have the id by now
    const isOwn = first?.type === 'created' && first.userId === userId;
    if (isOwn && isSame(history.at(-1), event)) {
      const met = meet(first);
      for (const fact of history) move(met, fact);
      return this.#remember(executionId, met);
    }
    throw new TrackerError({
      code: TrackerErrorCode.CURSOR_EXPIRED,
      message: `Execution ${executionId}, of which cursor ${cursor} speaks, is no longer kept; go on from the latest cursor.`,
      details: { executionId, cursor },
    });
  }

  #remember(executionId: string, met: Acquaintance): Acquaintance {
    this.#byId.set(executionId, met);
    if (this.#byId.size > MEMORY) {
      const [oldest] = this.#byId.keys();
      if (oldest !== undefined) this.#byId.delete(oldest);
    }
    return met;
  }
}

function isSame(fact: HistoryEvent | undefined, { seq, type, at }: HistoryEvent): boolean {
  return fact?.seq === seq && fact.type === type && fact.at === at;
}

function meet({ runId, threadId, userId, agentName }: HistoryEventOf<'created'>): Acquaintance {
  return { runId, threadId, userId, agentName, state: BEGINNING.state, phase: BEGINNING.phase };
}

function toTracked(cursor: number, event: HistoryEvent, execution: Acquaintance): TrackedEvent {
  const { runId, threadId, userId, agentName, state, phase } = execution;
  const { executionId, seq, at } = event;
  return Object.freeze({
    cursor,
    executionId,
    runId,
    threadId,
    userId,
    agentName,
    state,
    phase,
    seq,
    at,
    event,
  });
}
