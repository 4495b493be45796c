import { deepStrictEqual, ok } from 'node:assert';
import {
  OPERATOR_SCOPE,
  type ExecutionStore,
  type FeedEntry,
  type Scope,
  type StoredExecution,
  type Transition,
} from '@tracker/core';
import type { ManualClock } from '@tracker/core/testing';
import { TrackerError, type HistoryEvent } from '@tracker/state';
import type { Place } from './store-setup.js';
import { Story, answers, runs, starts, type Birth } from './story.js';
import { turn } from './turn.js';

/** Turns of the event loop in which something has to come about that nobody can be asked for. */
const PATIENCE = 400;

/** And what a disk that is busy with others' work may take for it at least, in milliseconds. */
const PATIENCE_MS = 2_000;

/** What a case is played on: a store on an empty place, and what it takes to look at it. */
export class Stage {
  readonly clock: ManualClock;
  readonly place: Place;
  readonly store: ExecutionStore;
  readonly exclusiveClaims: boolean;
  readonly #opened: ExecutionStore[];

  constructor(
    parts: Pick<Stage, 'clock' | 'place' | 'store' | 'exclusiveClaims'> & {
      readonly opened: ExecutionStore[];
    },
  ) {
    this.clock = parts.clock;
    this.place = parts.place;
    this.store = parts.store;
    this.exclusiveClaims = parts.exclusiveClaims;
    this.#opened = parts.opened;
  }

  /** Another store on the same data. */
  async another(): Promise<ExecutionStore> {
    const store = await this.place.open();
    this.#opened.push(store);
    return store;
  }

  /** Tells a story to the store, which has to take it. */
  async tell(story: Story, before?: Story, store = this.store): Promise<Story> {
    await this.commits(story.since(before), store);
    return story;
  }

  /** Commits what has to be taken. */
  async commits(transition: Transition, store = this.store): Promise<void> {
    const [result] = await store.commit([transition]);
    deepStrictEqual(result, { status: 'committed' });
  }

  /** Commits what has to be refused, and returns what the store says is there instead. */
  async conflicts(
    transition: Transition,
    store = this.store,
  ): Promise<StoredExecution | undefined> {
    const [result] = await store.commit([transition]);
    ok(result?.status === 'conflict', `refused was expected, "${result?.status}" was answered`);
    return result.current;
  }

  born(birth: Birth = {}): Story {
    return Story.born(this.store.now(), birth);
  }

  running(birth: Birth = {}, owner: string | null = null): Story {
    const now = this.store.now();
    return this.born(birth).and(starts(now, owner), runs(now));
  }

  ended(birth: Birth = {}): Story {
    return this.running(birth).and(...answers(this.store.now()));
  }

  /** Everything the store keeps about a story must be what the story says. */
  async holds(story: Story, store = this.store): Promise<void> {
    const scope = { userId: story.record.userId };
    const stored = await store.read(scope, story.id);
    deepStrictEqual(stored?.record, story.record, `the record of ${story.id}`);
    deepStrictEqual(await historyOf(store, story.id), story.history, `the history of ${story.id}`);
    const facts = (await feedOf(store, scope)).filter(
      ({ event }) => event.executionId === story.id,
    );
    const told = facts.map(({ event }) => event);
    deepStrictEqual(told, story.history, `what the feed says of ${story.id}`);
  }

  /** Resolves once `condition` holds; while it does not, the event loop turns and time passes. */
  async until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const isLate = AbortSignal.timeout(PATIENCE_MS);
    for (let turns = 0; turns < PATIENCE || !isLate.aborted; turns++) {
      if (await condition()) return;
      if (turns < PATIENCE) await this.clock.advance(25);
      await turn();
      // the machine's time passes at the pace of the store: one behind a slow connection gets as many turns of its own
      await this.store.latestCursor();
    }
    throw new Error(`it never came about that ${what}`);
  }

  /** The store lets go of what it does not have to keep. */
  async tidy(): Promise<void> {
    if (this.place.tidy) return this.place.tidy(this.store);
    await this.clock.advance(60_000);
    await turn();
  }
}

/** A whole history. */
export function historyOf(store: ExecutionStore, id: string): Promise<readonly HistoryEvent[]> {
  return store.history(OPERATOR_SCOPE, id, { afterSeq: 0, limit: 1_000_000 });
}

/** A whole feed. */
export function feedOf(
  store: ExecutionStore,
  scope: Scope = OPERATOR_SCOPE,
): Promise<readonly FeedEntry[]> {
  return store.feed(scope, { after: 0, limit: 1_000_000 });
}

/** The code of the error of the tracker that a call rejects with. */
export async function refusalOf(call: unknown): Promise<string> {
  // a store may answer some calls at once; it refuses by a promise all the same
  const error: unknown = await Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  ok(error !== undefined, 'nothing was refused');
  if (!TrackerError.is(error)) throw error;
  return error.code;
}
