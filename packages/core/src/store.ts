import type { ExecutionState, HistoryEvent } from '@tracker/state';
import type { Awaitable } from './awaitable.js';
import type { BreakerSnapshot } from './breaker.js';
import type { Disposable } from './clock.js';
import type { ExecutionRecord } from './record.js';
import type { Scope } from './scope.js';
import type { Signs, SleptSince } from './signs.js';

/** A record with the signs that stand beside it. */
export interface StoredExecution {
  readonly record: ExecutionRecord;
  readonly signs: Signs;
}

/**
 * One step of one execution: the facts that happened and the record after them, written together or not at all.
 * There is no other way to change an execution.
 */
export interface Transition {
  /** The record after `events`. */
  readonly next: ExecutionRecord;
  /** The new facts, numbered `expectedVersion + 1 …`; never empty. */
  readonly events: readonly HistoryEvent[];
  /** The version the facts build on; 0 for a new execution. */
  readonly expectedVersion: number;
  /**
   * Names this attempt to write. When the answer to a commit was lost, the same transition may be sent again:
   * a store that has applied it already says `committed`.
   */
  readonly commitId: string;
  /** A verdict about silence holds only while no later sign than these has come in. */
  readonly evidence?: Signs;
}

/** What became of a transition. */
export type CommitResult =
  | { readonly status: 'committed' }
  /** Another version is there, or newer signs than the evidence; `current` is undefined when there is none. */
  | { readonly status: 'conflict'; readonly current: StoredExecution | undefined };

/** A fact with its place in the store's feed. */
export interface FeedEntry {
  /** Grows with every entry; a reader that goes on after its last one misses nothing and sees nothing twice. */
  readonly cursor: number;
  readonly userId: string;
  readonly event: HistoryEvent;
}

/** Which executions to list. */
export interface ListQuery {
  /** Default: the newest come first. */
  readonly oldestFirst?: boolean;
  readonly states?: readonly ExecutionState[];
  readonly agentName?: string;
  readonly threadId?: string;
  /** Leaves out what has been acknowledged; what is still active may be over without anybody having written it. */
  readonly unacknowledged?: boolean;
  /** Continue after this id, from an earlier page. */
  readonly after?: string;
  readonly limit: number;
}

/** How many executions a scope has. */
export interface StoreCounts {
  /** Of one user what is kept; of all what there ever was, so that rates can be told from it. */
  readonly byState: Readonly<Record<ExecutionState, number>>;
  /** Ended, kept and not acknowledged. */
  readonly undelivered: number;
  /** Ended, not acknowledged, and past the delivery deadline. */
  readonly overdue: number;
}

/** A process's promise that it is up, which stands for everything it runs. */
export interface LeaseRequest {
  /** Names the process; unique per tracker instance. */
  readonly owner: string;
  /** The latest signs of an execution this process drives. Stores ask when a deadline comes near. */
  signsOf(executionId: string): Signs | undefined;
  /** The time this process itself was asleep; a store that writes signs down for others moves them on by it. */
  readonly sleptSince: SleptSince;
}

/** An open lease. */
export interface Lease {
  /** Says again that the process is up. */
  renew(): Promise<void>;
  /** Ends the lease; what it owned and did not end will be found dead. */
  release(): Promise<void>;
}

/** Word that an execution changed; a hint, the feed is the truth. */
export type ChangeListener = (executionId: string, version: number, userId: string) => void;

/**
 * The port to durable state. What is asked for most, `commit` and `read`, a store that need not wait for anything may
 * answer at once, without a promise. Stores keep what they are given and compare versions; every rule about what may
 * happen is decided before. All methods reject with `TrackerError` only: `store_failure` when it is unknown
 * whether the write happened, `closed` after `close`.
 */
export interface ExecutionStore {
  /** The store's own clock, epoch milliseconds; the only one that deadlines are measured by. */
  now(): number;
  /** Applies each transition by itself, in order; results are in the same order. */
  commit(transitions: readonly Transition[]): Awaitable<readonly CommitResult[]>;
  read(scope: Scope, executionId: string): Awaitable<StoredExecution | undefined>;
  /** The facts after number `afterSeq`, at most `limit`; empty when the scope has no such execution. */
  history(scope: Scope, executionId: string, page: HistoryPage): Promise<readonly HistoryEvent[]>;
  list(scope: Scope, query: ListQuery): Promise<readonly StoredExecution[]>;
  /**
   * Entries after a cursor: `limit`, or as many as there are by now. Rejects with `cursor_expired` when some of them are
   * gone.
   */
  feed(scope: Scope, page: FeedPage): Promise<readonly FeedEntry[]>;
  /** The cursor of the newest entry; 0 when there is none. */
  latestCursor(): Promise<number>;
  /** Executions whose next deadline may have passed, at most `limit`; the watcher judges them. */
  due(limit: number): Promise<readonly StoredExecution[]>;
  /**
   * Whether the last search for due executions was broken off to give others their turn, so that the next one should
   * follow at once. A store that finds them by an index does without.
   */
  readonly hasMoreDue?: boolean;
  counts(scope: Scope): Promise<StoreCounts>;
  openLease(request: LeaseRequest): Promise<Lease>;
  /** Calls back after each commit, of whichever process. */
  subscribe(listener: ChangeListener): Disposable;
  loadBreakers(): Promise<readonly BreakerSnapshot[]>;
  saveBreaker(snapshot: BreakerSnapshot): Promise<void>;
  /** Finishes what is under way and closes; closing twice is harmless. */
  close(): Promise<void>;
}

/** Which part of a history. */
export interface HistoryPage {
  readonly afterSeq: number;
  readonly limit: number;
}

/** Which part of the feed. */
export interface FeedPage {
  readonly after: number;
  readonly limit: number;
}
