import {
  TrackerError,
  TrackerErrorCode,
  type AgentExecutionPhase,
  type ExecutionState,
  type HistoryEvent,
} from '@tracker/state';
import { isPromised, type Awaitable } from './awaitable.js';
import type { Changes } from './changes.js';
import { deepFreeze } from './deep-freeze.js';
import { apply, begin, fold } from './fold.js';
import type { DraftRecord } from './record.js';
import type { Scope } from './scope.js';
import type { ExecutionStore, FeedEntry } from './store.js';
import { seenFrom } from './user-eyes.js';

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

/** Executions whose present standing a watcher keeps in mind. */
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
  const standings = new Standings(store, scope);
  const either = AbortSignal.any([signal, closing]);
  const ear = changes.listen('userId' in scope ? scope.userId : undefined);
  try {
    let cursor = await after;
    while (!signal.aborted) {
      ear.clear();
      const last = closing.aborted;
      const page = await store.feed(scope, { after: cursor, limit: PAGE });
      for (const entry of page) {
        cursor = entry.cursor;
        const standing = standings.after(entry);
        const event = toTracked(entry, isPromised(standing) ? await standing : standing);
        if (signal.aborted) return;
        yield deepFreeze({ ...event, event: seenFrom(scope, event.event) });
      }
      if (page.length > 0) continue;
      if (last) return;
      await ear.word(either);
    }
  } finally {
    ear.dispose();
  }
}

/** Remembers where each execution stands at the watcher's place in the feed. */
class Standings {
  readonly #store: ExecutionStore;
  readonly #scope: Scope;
  readonly #drafts = new Map<string, DraftRecord>();

  constructor(store: ExecutionStore, scope: Scope) {
    this.#store = store;
    this.#scope = scope;
  }

  after({ event, cursor }: FeedEntry): Awaitable<DraftRecord> {
    if (event.type === 'created') return this.#remember(begin(event));
    const known = this.#drafts.get(event.executionId);
    if (!known) return this.#rebuild(event, cursor).then((draft) => this.#remember(draft));
    apply(known, event);
    return known;
  }

  async #rebuild({ executionId, seq }: HistoryEvent, cursor: number): Promise<DraftRecord> {
    const history = await this.#store.history(this.#scope, executionId, {
      afterSeq: 0,
      limit: seq,
    });
    if (history.length === seq) return { ...fold(history) };
    throw new TrackerError({
      code: TrackerErrorCode.CURSOR_EXPIRED,
      message: `Execution ${executionId}, of which cursor ${cursor} speaks, is no longer kept; go on from the latest cursor.`,
      details: { executionId, cursor },
    });
  }

  #remember(draft: DraftRecord): DraftRecord {
    this.#drafts.set(draft.id, draft);
    if (this.#drafts.size > MEMORY) {
      const [oldest] = this.#drafts.keys();
      if (oldest !== undefined) this.#drafts.delete(oldest);
    }
    return draft;
  }
}

function toTracked({ cursor, event }: FeedEntry, draft: DraftRecord): TrackedEvent {
  const { runId, threadId, userId, agentName, state, phase } = draft;
  const { executionId, seq, at } = event;
  return { cursor, executionId, runId, threadId, userId, agentName, state, phase, seq, at, event };
}
