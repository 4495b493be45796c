import { TrackerError, TrackerErrorCode, type HistoryEvent } from '@tracker/state';
import type { BreakerSnapshot } from './breaker.js';
import type { Clock, Disposable } from './clock.js';
import { Appointment, DeadlineCalendar } from './deadline-calendar.js';
import { nextDeadline } from './judge.js';
import { MemoryCounts } from './memory-counts.js';
import { MemoryFeed } from './memory-feed.js';
import { MemoryLeases } from './memory-leases.js';
import { OldestFirst } from './oldest-first.js';
import type { ExecutionRecord } from './record.js';
import { mayTouch, type Scope } from './scope.js';
import { ALWAYS_AWAKE, areNewer } from './signs.js';
import type {
  ChangeListener,
  CommitResult,
  ExecutionStore,
  FeedEntry,
  FeedPage,
  HistoryPage,
  Lease,
  LeaseRequest,
  ListQuery,
  StoreCounts,
  StoredExecution,
  Transition,
} from './store.js';
import { SystemClock } from './system-clock.js';

/** What a memory store keeps at most. */
export interface MemoryStoreOptions {
  /** Default: the system clock. */
  readonly clock?: Clock;
  /** Ended executions kept; acknowledged ones go first, then the oldest. Default 100 000. */
  readonly maxEnded?: number;
  /** Feed entries kept. Default 1 000 000. */
  readonly maxFeed?: number;
}

/** How long a due execution that nobody settled waits until it is offered again, in milliseconds. */
const OFFER_AGAIN_MS = 250;

/** Executions looked at in one search for due ones; at 20 searches a second that keeps up with 160 000 a second. */
const MAX_LOOKS = 8_192;

class Entry extends Appointment {
  record: ExecutionRecord;
  readonly history: HistoryEvent[] = [];
  /** The name of each commit, at the version it built on. */
  readonly commits: string[] = [];

  constructor(record: ExecutionRecord) {
    super();
    this.record = record;
  }
}

const COMMITTED: CommitResult = Object.freeze({ status: 'committed' });

/** The reference store: everything in this process's memory, gone with it. For tests, and for reading. */
export class MemoryStore implements ExecutionStore {
  readonly #clock: Clock;
  readonly #maxEnded: number;
  readonly #entries = new Map<string, Entry>();
  readonly #byUser = new Map<string, Set<string>>();
  readonly #calendar = new DeadlineCalendar<Entry>();
  readonly #leases = new MemoryLeases();
  readonly #counts = new MemoryCounts();
  readonly #feed: MemoryFeed;
  readonly #listeners = new Set<ChangeListener>();
  readonly #breakers = new Map<string, BreakerSnapshot>();
  readonly #acknowledged = new OldestFirst<string>();
  readonly #unacknowledged = new OldestFirst<string>();
  #closed = false;

  constructor({
    clock = new SystemClock(),
    maxEnded = 100_000,
    maxFeed = 1_000_000,
  }: MemoryStoreOptions = {}) {
    this.#clock = clock;
    this.#maxEnded = maxEnded;
    this.#feed = new MemoryFeed(maxFeed);
  }

  now(): number {
    return this.#clock.now();
  }

  async commit(transitions: readonly Transition[]): Promise<readonly CommitResult[]> {
    this.#assertOpen();
    return transitions.map((transition) => this.#commitOne(transition));
  }

  async read(scope: Scope, executionId: string): Promise<StoredExecution | undefined> {
    this.#assertOpen();
    const entry = this.#find(scope, executionId);
    return entry && this.#stored(entry);
  }

  async history(
    scope: Scope,
    executionId: string,
    { afterSeq, limit }: HistoryPage,
  ): Promise<readonly HistoryEvent[]> {
    this.#assertOpen();
    return this.#find(scope, executionId)?.history.slice(afterSeq, afterSeq + limit) ?? [];
  }

  async list(scope: Scope, query: ListQuery): Promise<readonly StoredExecution[]> {
    this.#assertOpen();
    const ids = [...this.#idsOf(scope)];
    if (!query.oldestFirst) ids.reverse();
    const page: StoredExecution[] = [];
    const start = query.after === undefined ? 0 : placeAfter(ids, query.after);
    for (let i = start; i < ids.length && page.length < query.limit; i++) {
      const entry = this.#entries.get(ids[i] as string);
      if (entry && fits(entry.record, query)) page.push(this.#stored(entry));
    }
    return page;
  }

  async feed(scope: Scope, page: FeedPage): Promise<readonly FeedEntry[]> {
    this.#assertOpen();
    return this.#feed.page('userId' in scope ? scope.userId : undefined, page);
  }

  async latestCursor(): Promise<number> {
    return this.#feed.latest;
  }

  async due(limit: number): Promise<readonly StoredExecution[]> {
    this.#assertOpen();
    const now = this.now();
    const due: StoredExecution[] = [];
    // most of what has its day now has shown since that it is alive, so many are looked at for few that are due
    for (let looks = 0; due.length < limit && looks < MAX_LOOKS; looks += limit) {
      const taken = this.#calendar.take(now, limit - due.length);
      for (const entry of taken) {
        const deadline = this.#deadlineOf(entry);
        if (deadline < now) due.push(this.#stored(entry));
        this.#calendar.enter(entry, deadline < now ? now + OFFER_AGAIN_MS : deadline);
      }
      if (taken.length === 0) break;
    }
    return due;
  }

  async counts(scope: Scope): Promise<StoreCounts> {
    this.#assertOpen();
    if (!('userId' in scope)) return this.#counts.total;
    const counts = new MemoryCounts();
    for (const id of this.#byUser.get(scope.userId) ?? []) {
      counts.count(undefined, (this.#entries.get(id) as Entry).record);
    }
    return counts.total;
  }

  async openLease(request: LeaseRequest): Promise<Lease> {
    this.#assertOpen();
    return this.#leases.open(request, () => this.now());
  }

  subscribe(listener: ChangeListener): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  async loadBreakers(): Promise<readonly BreakerSnapshot[]> {
    return [...this.#breakers.values()];
  }

  async saveBreaker(snapshot: BreakerSnapshot): Promise<void> {
    this.#breakers.set(snapshot.dependency, snapshot);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listeners.clear();
  }

  #commitOne(transition: Transition): CommitResult {
    const { next, expectedVersion, commitId, evidence } = transition;
    const entry = this.#entries.get(next.id);
    if ((entry?.record.version ?? 0) !== expectedVersion) {
      if (entry?.commits[expectedVersion] === commitId) return COMMITTED;
      return { status: 'conflict', current: entry && this.#stored(entry) };
    }
    if (entry && evidence && areNewer(this.#leases.signsOf(entry.record), evidence)) {
      return { status: 'conflict', current: this.#stored(entry) };
    }
    this.#write(entry, transition);
    return COMMITTED;
  }

  #write(entry: Entry | undefined, transition: Transition): void {
    const { next, events, expectedVersion, commitId } = transition;
    this.#counts.count(entry?.record, next);
    const kept = entry ?? this.#add(next);
    kept.record = next;
    kept.commits[expectedVersion] = commitId;
    for (const event of events) {
      kept.history.push(event);
      this.#feed.add(next.userId, event);
    }
    this.#schedule(kept);
    if (next.endedAt !== null) this.#retain(next);
    this.#hint(next);
  }

  /** An end changes everything; until then only an earlier deadline has to be entered at once. */
  #schedule(entry: Entry): void {
    const deadline = this.#deadlineOf(entry);
    if (entry.record.endedAt !== null || this.#calendar.isEarlier(entry, deadline)) {
      this.#calendar.enter(entry, deadline);
    }
  }

  /** A listener that throws must not be felt by whoever writes; it lost a hint, and the feed has the truth. */
  #hint({ id, version, userId }: ExecutionRecord): void {
    for (const listener of this.#listeners) {
      try {
        listener(id, version, userId);
      } catch {
        // theirs to report
      }
    }
  }

  #add(record: ExecutionRecord): Entry {
    const entry = new Entry(record);
    this.#entries.set(record.id, entry);
    const ids = this.#byUser.get(record.userId);
    if (ids) ids.add(record.id);
    else this.#byUser.set(record.userId, new Set([record.id]));
    return entry;
  }

  #retain({ id, delivery }: ExecutionRecord): void {
    if (delivery?.acknowledgedAt == null) this.#unacknowledged.add(id);
    else {
      this.#unacknowledged.delete(id);
      this.#acknowledged.add(id);
    }
    if (this.#acknowledged.size + this.#unacknowledged.size > this.#maxEnded) this.#forgetOne();
  }

  #forgetOne(): void {
    const id = this.#acknowledged.take() ?? this.#unacknowledged.take();
    if (id === undefined) return;
    const entry = this.#entries.get(id) as Entry;
    const { userId } = entry.record;
    this.#calendar.remove(entry);
    this.#entries.delete(id);
    const ids = this.#byUser.get(userId);
    ids?.delete(id);
    if (ids?.size === 0) this.#byUser.delete(userId);
  }

  #deadlineOf(entry: Entry): number {
    return nextDeadline(entry.record, this.#leases.signsOf(entry.record), ALWAYS_AWAKE);
  }

  #stored({ record }: Entry): StoredExecution {
    return { record, signs: this.#leases.signsOf(record) };
  }

  #find(scope: Scope, executionId: string): Entry | undefined {
    const entry = this.#entries.get(executionId);
    return entry && mayTouch(scope, entry.record.userId) ? entry : undefined;
  }

  #idsOf(scope: Scope): Iterable<string> {
    return 'userId' in scope ? (this.#byUser.get(scope.userId) ?? []) : this.#entries.keys();
  }

  #assertOpen(): void {
    if (!this.#closed) return;
    throw new TrackerError({
      code: TrackerErrorCode.CLOSED,
      message: 'The memory store is closed; open a new one to go on.',
    });
  }
}

function placeAfter(ids: readonly string[], after: string): number {
  const place = ids.indexOf(after);
  if (place >= 0) return place + 1;
  throw new TrackerError({
    code: TrackerErrorCode.CURSOR_EXPIRED,
    message: `Execution "${after}", after which the list was to go on, is no longer kept; begin again.`,
    details: { after },
  });
}

function fits(record: ExecutionRecord, query: ListQuery): boolean {
  const { states, agentName, threadId, unacknowledged } = query;
  return (
    (states === undefined || states.includes(record.state)) &&
    (agentName === undefined || record.agentName === agentName) &&
    (threadId === undefined || record.threadId === threadId) &&
    (unacknowledged !== true || record.delivery?.acknowledgedAt == null)
  );
}
