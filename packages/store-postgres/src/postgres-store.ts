import {
  SILENT_LOGGER,
  type BreakerSnapshot,
  type ChangeListener,
  type CommitResult,
  type Disposable,
  type ExecutionRecord,
  type ExecutionStore,
  type FeedEntry,
  type FeedPage,
  type HistoryPage,
  type Lease,
  type LeaseRequest,
  type ListQuery,
  type Scope,
  type Signs,
  type StoreCounts,
  type StoredExecution,
  type Transition,
} from '@tracker/core';
import type { Beacon } from '@tracker/core/store-kit';
import type { HistoryEvent } from '@tracker/state';
import { assertAddress } from './address.js';
import { databaseBeacon } from './beacon.js';
import { Breakers } from './breakers.js';
import { Commits } from './commits.js';
import { Database } from './database.js';
import { claimDue } from './due.js';
import { storeClosed } from './failure.js';
import { Hints } from './hints.js';
import { HeldLease } from './leases.js';
import { migrate } from './migrate.js';
import { parseSettings, type PostgresStoreOptions, type Settings } from './options.js';
import { Reads } from './reads.js';
import { Retention } from './retention.js';
import { identifier } from './sql-words.js';
import { StoreClock } from './store-clock.js';

/** Keeps executions in PostgreSQL, for trackers in many processes and on many machines. */
export class PostgresStore implements ExecutionStore {
  readonly #s: string;
  readonly #database: Database;
  readonly #clock: StoreClock;
  readonly #reads: Reads;
  readonly #commits: Commits;
  readonly #hints: Hints;
  readonly #retention: Retention;
  readonly #breakers: Breakers;
  readonly #beacon: Beacon | undefined;
  readonly #leases = new Map<string, HeldLease>();
  #closing: Promise<void> | undefined;

  private constructor(
    { url, clock, logger = SILENT_LOGGER }: PostgresStoreOptions,
    settings: Settings,
  ) {
    const database = new Database(url, settings);
    const s = identifier(settings.schema);
    const now = (): number => this.#clock.now();
    this.#s = s;
    this.#database = database;
    this.#clock = new StoreClock({ database, s, given: clock, logger });
    this.#reads = new Reads(database, s);
    this.#breakers = new Breakers(database, s);
    this.#hints = new Hints({ url, settings, database, logger });
    this.#retention = new Retention({ database, s, now, settings, logger });
    this.#commits = new Commits({
      database,
      s,
      maxWaiting: settings.maxWaiting,
      ownSigns: (record) => this.#ownSigns(record),
      withOwnSigns: (stored) => this.#withOwnSigns(stored),
      written: (transitions) =>
        this.#hints.tell(transitions.map(({ next }) => [next.id, next.version, next.userId])),
    });
    if (settings.beacon && !clock) this.#beacon = databaseBeacon({ url, settings, s, logger });
  }

  /**
   * Opens a store, and brings its schema up to date. Rejects with `store_failure` when the server can't be reached,
   * `digest_mismatch` when the data was written under another state table, `not_applicable` for a newer schema.
   */
  static async open(options: PostgresStoreOptions): Promise<PostgresStore> {
    const { url, clock: _clock, logger: _logger, ...settings } = options;
    const parsed = parseSettings(settings);
    assertAddress(url, { tls: parsed.tls !== undefined });
    const store = new PostgresStore(options, parsed);
    try {
      await migrate(store.#database, parsed);
      await store.#clock.start();
      await store.#hints.listen();
      store.#retention.start();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** By the database's clock. */
  now(): number {
    return this.#clock.now();
  }

  async commit(transitions: readonly Transition[]): Promise<readonly CommitResult[]> {
    this.#assertOpen();
    return this.#commits.commit(transitions);
  }

  async read(scope: Scope, executionId: string): Promise<StoredExecution | undefined> {
    this.#assertOpen();
    const stored = await this.#reads.one(scope, executionId);
    return stored && this.#withOwnSigns(stored);
  }

  async history(
    scope: Scope,
    executionId: string,
    page: HistoryPage,
  ): Promise<readonly HistoryEvent[]> {
    this.#assertOpen();
    return this.#reads.history(scope, executionId, page);
  }

  async list(scope: Scope, query: ListQuery): Promise<readonly StoredExecution[]> {
    this.#assertOpen();
    const listed = await this.#reads.list(scope, query);
    return listed.map((stored) => this.#withOwnSigns(stored));
  }

  async feed(scope: Scope, page: FeedPage): Promise<readonly FeedEntry[]> {
    this.#assertOpen();
    return this.#reads.feed(scope, page);
  }

  async latestCursor(): Promise<number> {
    this.#assertOpen();
    return this.#reads.latestCursor();
  }

  async due(limit: number): Promise<readonly StoredExecution[]> {
    this.#assertOpen();
    const withOwnSigns = (stored: StoredExecution) => this.#withOwnSigns(stored);
    const now = (): number => this.#clock.now();
    return claimDue({ database: this.#database, s: this.#s, now, withOwnSigns }, limit);
  }

  async counts(scope: Scope): Promise<StoreCounts> {
    this.#assertOpen();
    return this.#reads.counts(scope);
  }

  async openLease(request: LeaseRequest): Promise<Lease> {
    this.#assertOpen();
    const now = (): number => this.#clock.now();
    const lease = new HeldLease({ database: this.#database, s: this.#s, now }, request);
    this.#leases.set(request.owner, lease);
    await lease.renew();
    this.#beacon?.keep(request.owner);
    return {
      renew: () => lease.renew(),
      release: async () => {
        this.#beacon?.leave(request.owner);
        await lease.release();
        if (this.#leases.get(request.owner) === lease) this.#leases.delete(request.owner);
      },
    };
  }

  subscribe(listener: ChangeListener): Disposable {
    return this.#hints.subscribe(listener);
  }

  async loadBreakers(): Promise<readonly BreakerSnapshot[]> {
    this.#assertOpen();
    return this.#breakers.load();
  }

  async saveBreaker(snapshot: BreakerSnapshot): Promise<void> {
    this.#assertOpen();
    await this.#breakers.save(snapshot);
  }

  /** Lets go now of the ended executions that need not be kept; resolves with how many went. It does so by itself. */
  async tidy(): Promise<number> {
    this.#assertOpen();
    return this.#retention.tidy();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#commits.drain();
    this.#clock.close();
    await Promise.all([this.#retention.close(), this.#beacon?.close(), this.#hints.close()]);
    await this.#database.close();
  }

  #ownSigns(record: ExecutionRecord): Signs | undefined {
    if (record.owner === null) return undefined;
    return this.#leases.get(record.owner)?.signsOf(record);
  }

  /** The later of what is written down and what is known here. */
  #withOwnSigns(stored: StoredExecution): StoredExecution {
    const own = this.#ownSigns(stored.record);
    if (!own) return stored;
    const { record, signs } = stored;
    return {
      record,
      signs: {
        aliveAt: Math.max(signs.aliveAt, own.aliveAt),
        progressAt: Math.max(signs.progressAt, own.progressAt),
        leaseAt: Math.max(signs.leaseAt ?? 0, own.leaseAt ?? 0),
        stalledSince: null,
      },
    };
  }

  #assertOpen(): void {
    if (this.#closing) throw storeClosed();
  }
}
