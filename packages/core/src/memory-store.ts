import { TrackerError, TrackerErrorCode, type HistoryEvent } from '@tracker/state';
import type { Awaitable } from './awaitable.js';
import type { BreakerSnapshot } from './breaker.js';
import type { Clock, Disposable } from './clock.js';
import { DeadlineCalendar } from './deadline-calendar.js';
import { nextDeadline } from './judge.js';
import type { MemoryEntry } from './memory-entry.js';
import { MemoryFeed } from './memory-feed.js';
import { MemoryLeases } from './memory-leases.js';
import { MemoryRetention } from './memory-retention.js';
import { MemoryShelf } from './memory-shelf.js';
import { MemoryUsers } from './memory-users.js';
import type { ExecutionRecord } from './record.js';
import { userOf, type Scope } from './scope.js';
import { ALWAYS_AWAKE, NO_SIGNS, areNewer } from './signs.js';
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

/** Executions looked at in one search for due ones: about a millisecond, so that nobody waits for long. */
const MAX_LOOKS = 1_024;

/** Somebody who is told of changes, each time apart that they asked to be. */
interface Listening {
  readonly listener: ChangeListener;
}

const COMMITTED: CommitResult = Object.freeze({ status: 'committed' });

/** The reference store: everything in this process's memory, gone with it. For tests, and for reading. */
export class MemoryStore implements ExecutionStore {
  readonly #clock: Clock;
  readonly #users = new MemoryUsers();
  readonly #shelf = new MemoryShelf(this.#users);
  readonly #retention: MemoryRetention;
  readonly #calendar = new DeadlineCalendar<MemoryEntry>();
  readonly #leases = new MemoryLeases();
  readonly #feed: MemoryFeed;
  /** Replaced and never changed, so that those who are told may come and go meanwhile. */
  #listeners: readonly Listening[] = [];
  readonly #breakers = new Map<string, BreakerSnapshot>();
  #closed = false;
  #hasMoreDue = false;

  constructor({
    clock = new SystemClock(),
    maxEnded = 100_000,
    maxFeed = 1_000_000,
  }: MemoryStoreOptions = {}) {
    this.#clock = clock;
    this.#retention = new MemoryRetention(maxEnded);
    this.#feed = new MemoryFeed(maxFeed, this.#users);
  }

  now(): number {
    return this.#clock.now();
  }

  commit(transitions: readonly Transition[]): Awaitable<readonly CommitResult[]> {
    return this.#closed ? Promise.reject(closed()) : transitions.map(this.#apply);
  }

  read(scope: Scope, executionId: string): Awaitable<StoredExecution | undefined> {
    if (this.#closed) return Promise.reject(closed());
    const entry = this.#shelf.find(scope, executionId);
    return entry && this.#stored(entry);
  }

  async history(
    scope: Scope,
    executionId: string,
    page: HistoryPage,
  ): Promise<readonly HistoryEvent[]> {
    this.#assertOpen();
    return this.#shelf.find(scope, executionId)?.history(page) ?? [];
  }

  async list(scope: Scope, query: ListQuery): Promise<readonly StoredExecution[]> {
    this.#assertOpen();
    return this.#shelf.list(scope, query).map((entry) => this.#stored(entry));
  }

  async feed(scope: Scope, page: FeedPage): Promise<readonly FeedEntry[]> {
    this.#assertOpen();
    return this.#feed.page(userOf(scope), page);
  }

  async latestCursor(): Promise<number> {
    return this.#feed.latest;
  }

  get hasMoreDue(): boolean {
    return this.#hasMoreDue;
  }

  async due(limit: number): Promise<readonly StoredExecution[]> {
    this.#assertOpen();
    const now = this.now();
    const due: StoredExecution[] = [];
    // most of what has its day now has shown since that it is alive, so many are looked at for few that are due
    const taken = this.#calendar.take(now, MAX_LOOKS);
    this.#hasMoreDue = taken.length === MAX_LOOKS;
    for (const entry of taken) {
      const deadline = this.#deadlineOf(entry);
      const offered = deadline < now && due.length < limit;
      if (offered) due.push(this.#stored(entry));
      else if (deadline < now) this.#hasMoreDue = true;
      this.#calendar.enter(entry, offered ? now + OFFER_AGAIN_MS : deadline);
    }
    return due;
  }

  async counts(scope: Scope): Promise<StoreCounts> {
    this.#assertOpen();
    return this.#shelf.counts(scope);
  }

  async openLease(request: LeaseRequest): Promise<Lease> {
    this.#assertOpen();
    return this.#leases.open(request, () => this.now());
  }

  subscribe(listener: ChangeListener): Disposable {
    const listening = { listener };
    this.#listeners = [...this.#listeners, listening];
    return {
      dispose: () => {
        this.#listeners = this.#listeners.filter((other) => other !== listening);
      },
    };
  }

  async loadBreakers(): Promise<readonly BreakerSnapshot[]> {
    return [...this.#breakers.values()];
  }

  async saveBreaker(snapshot: BreakerSnapshot): Promise<void> {
    this.#breakers.set(snapshot.dependency, snapshot);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listeners = [];
  }

  readonly #apply = (transition: Transition): CommitResult => {
    const { next, expectedVersion, commitId, evidence } = transition;
    const entry = this.#shelf.get(next.id);
    if ((entry?.record.version ?? 0) !== expectedVersion) {
      if (entry?.knows(commitId, expectedVersion)) return COMMITTED;
      return { status: 'conflict', current: entry && this.#stored(entry) };
    }
    if (entry && evidence && areNewer(this.#leases.signsOf(entry.record), evidence)) {
      return { status: 'conflict', current: this.#stored(entry) };
    }
    this.#write(entry, transition);
    return COMMITTED;
  };

  #write(found: MemoryEntry | undefined, transition: Transition): void {
    const { next, events } = transition;
    const before = found?.standing;
    const entry = found ?? this.#shelf.add(next);
    entry.take(transition);
    this.#shelf.note(before, entry);
    for (const event of events) this.#feed.add(entry.user, event);
    this.#schedule(entry);
    if (next.endedAt !== null) this.#retain(entry);
    this.#hint(next);
  }

  /**
   * An end changes everything; until then only an earlier deadline has to be entered at once. Signs only put it off,
   * so that they need not be asked for before its day has come.
   */
  #schedule(entry: MemoryEntry): void {
    const deadline = nextDeadline(entry.record, NO_SIGNS, ALWAYS_AWAKE);
    if (entry.record.endedAt !== null || this.#calendar.isEarlier(entry, deadline)) {
      this.#calendar.enter(entry, deadline);
    }
  }

  /** A listener that throws must not be felt by whoever writes; it lost a hint, and the feed has the truth. */
  #hint({ id, version, userId }: ExecutionRecord): void {
    for (const { listener } of this.#listeners) {
      try {
        listener(id, version, userId);
      } catch {
        // theirs to report
      }
    }
  }

  #retain(entry: MemoryEntry): void {
    const forgotten = this.#retention.note(entry);
    if (!forgotten) return;
    this.#calendar.remove(forgotten);
    this.#shelf.forget(forgotten);
  }

  #deadlineOf(entry: MemoryEntry): number {
    return nextDeadline(entry.record, this.#leases.signsOf(entry.record), ALWAYS_AWAKE);
  }

  #stored({ record }: MemoryEntry): StoredExecution {
    return { record, signs: this.#leases.signsOf(record) };
  }

  #assertOpen(): void {
    if (this.#closed) throw closed();
  }
}

function closed(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CLOSED,
    message: 'The memory store is closed; open a new one to go on.',
  });
}
