import {
  SILENT_LOGGER,
  SystemClock,
  mayTouch,
  type BreakerSnapshot,
  type ChangeListener,
  type Clock,
  type CommitResult,
  type Disposable,
  type ExecutionStore,
  type FeedEntry,
  type FeedPage,
  type HistoryPage,
  type Lease,
  type LeaseRequest,
  type ListQuery,
  type Scope,
  type StoreCounts,
  type StoredExecution,
  type Transition,
} from '@tracker/core';
import { GroupCommit, resultsOf, userOf, type Answer, type Beacon } from '@tracker/core/store-kit';
import type { HistoryEvent } from '@tracker/state';
import { fileBeacon } from './beacon.js';
import { limitSize, openDatabase } from './database.js';
import { Desk } from './desk.js';
import { LeaseKeeper } from './lease-keeper.js';
import type { SqliteStoreOptions } from './options.js';
import { Pace } from './pace.js';
import { nextTurn } from './pause.js';
import { writeApart, type Writing } from './refusals.js';
import { loadDriver } from './sqlite-driver.js';
import { Tidying } from './tidying.js';
import { closed, type Transactions } from './transactions.js';
import { Turns } from './turns.js';

/** Transitions in one transaction: what the event loop waits for at most. */
const MAX_BATCH = 200;

/** Transactions in which one call looks for what is due. */
const MAX_LOOKS = 32;

interface StoreParts {
  readonly options: SqliteStoreOptions;
  readonly transactions: Transactions;
  readonly beacon: Beacon | undefined;
}

/** Executions in one SQLite file. Several processes of one machine may have it open at once. */
export class SqliteStore implements ExecutionStore {
  readonly #file: string;
  readonly #clock: Clock;
  readonly #transactions: Transactions;
  readonly #desk: Desk;
  readonly #pace: Pace;
  readonly #group: GroupCommit<Answer>;
  readonly #leases: LeaseKeeper;
  readonly #tidying: Tidying;
  readonly #beacon: Beacon | undefined;
  #closing: Promise<void> | undefined;
  #closed = false;

  private constructor({ options, transactions, beacon }: StoreParts) {
    const { file, clock = new SystemClock(), pollIntervalMs = 25 } = options;
    this.#file = file;
    this.#clock = clock;
    this.#transactions = transactions;
    this.#beacon = beacon;
    this.#desk = new Desk(transactions, { clock, pollIntervalMs });
    this.#pace = new Pace();
    const writing: Writing = {
      write: (batch) => this.#write(batch),
      turn: () => transactions.turn(),
    };
    this.#group = new GroupCommit({
      write: (batch) => {
        this.#pace.writes(batch);
        return writeApart(batch, writing);
      },
      soon: options.soon ?? this.#pace.soon,
      maxBatch: MAX_BATCH,
    });
    this.#leases = new LeaseKeeper({ transactions, leases: this.#desk.leases, clock, beacon });
    this.#tidying = new Tidying({ transactions, retention: this.#desk.retention, clock, options });
  }

  /**
   * Opens the file, and makes it when it is not there. Rejects with `store_failure` when it can't be opened, is not
   * ours, is damaged or can't be written, and with `digest_mismatch` when it was written under another state table.
   */
  static async open(options: SqliteStoreOptions): Promise<SqliteStore> {
    const { file, lockTimeoutMs = 5_000, logger = SILENT_LOGGER, soon = nextTurn } = options;
    const driver = await loadDriver(options.driver);
    const turns = new Turns(soon);
    const transactions = await openDatabase(driver, { file, lockTimeoutMs, turns });
    if (options.maxBytes !== undefined) limitSize(transactions.connection, options.maxBytes);
    // a clock of somebody else's is not known to a thread
    const { beacon = options.clock === undefined } = options;
    const isWanted = beacon && file !== ':memory:';
    return new SqliteStore({
      options,
      transactions,
      beacon: isWanted ? fileBeacon({ file, driver: driver.name, logger }) : undefined,
    });
  }

  now(): number {
    return this.#clock.now();
  }

  async commit(transitions: readonly Transition[]): Promise<readonly CommitResult[]> {
    this.#assertOpen();
    this.#pace.comes(transitions);
    return resultsOf(await this.#group.commit(transitions));
  }

  async read(scope: Scope, executionId: string): Promise<StoredExecution | undefined> {
    return this.#read('Reading an execution', ({ archive }) => {
      const row = archive.find(executionId);
      return row && mayTouch(scope, row.user_id) ? archive.stored(row) : undefined;
    });
  }

  async history(
    scope: Scope,
    executionId: string,
    page: HistoryPage,
  ): Promise<readonly HistoryEvent[]> {
    return this.#read('Reading a history', ({ archive }) => {
      const row = archive.find(executionId);
      return row && mayTouch(scope, row.user_id) ? archive.history(row.no, page) : [];
    });
  }

  async list(scope: Scope, query: ListQuery): Promise<readonly StoredExecution[]> {
    return this.#read('Listing executions', ({ archive, lists }) =>
      lists.rows(scope, query).map((row) => archive.stored(row)),
    );
  }

  async feed(scope: Scope, page: FeedPage): Promise<readonly FeedEntry[]> {
    return this.#read('Reading the feed', ({ feed }) => feed.page(userOf(scope), page));
  }

  async latestCursor(): Promise<number> {
    return this.#read('Reading the feed', ({ feed }) => feed.latest);
  }

  async due(limit: number): Promise<readonly StoredExecution[]> {
    const due: StoredExecution[] = [];
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      const now = this.now();
      const what = 'Looking for what is due';
      // most looks find nothing, and then nobody has to wait for a lock
      if (!(await this.#read(what, ({ sweeping }) => sweeping.hasCandidates(now)))) break;
      const found = await this.#transactions.write(what, () =>
        this.#desk.sweeping.claim(now, limit - due.length),
      );
      due.push(...found.due);
      if (!found.more) break;
      await this.#transactions.turn();
    }
    return due;
  }

  async counts(scope: Scope): Promise<StoreCounts> {
    return this.#read('Counting executions', ({ tally }) => tally.counts(userOf(scope)));
  }

  async openLease(request: LeaseRequest): Promise<Lease> {
    this.#assertOpen();
    const lease = await this.#leases.open(request);
    return {
      renew: async () => {
        this.#assertOpen();
        await lease.renew();
      },
      release: async () => {
        if (!this.#closed) await lease.release();
      },
    };
  }

  subscribe(listener: ChangeListener): Disposable {
    return this.#desk.hints.subscribe(listener);
  }

  async loadBreakers(): Promise<readonly BreakerSnapshot[]> {
    return this.#read('Loading breakers', ({ breakers }) => breakers.all());
  }

  async saveBreaker(snapshot: BreakerSnapshot): Promise<void> {
    this.#assertOpen();
    await this.#transactions.write('Saving a breaker', () => this.#desk.breakers.save(snapshot));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#tidying.stop();
    await this.#group.drain();
    this.#closed = true;
    this.#desk.hints.close();
    await this.#beacon?.close();
    this.#transactions.close();
  }

  async #write(batch: readonly Transition[]): Promise<readonly CommitResult[]> {
    const what = `Writing ${batch.length} transitions`;
    const { results, records, cursors } = await this.#transactions.write(what, () =>
      this.#desk.commits.apply(batch),
    );
    this.#desk.hints.announce(records, cursors);
    return results;
  }

  #read<T>(what: string, work: (desk: Desk) => T): Promise<T> {
    if (this.#closed) return Promise.reject(closed(this.#file));
    return this.#transactions.view(what, () => work(this.#desk));
  }

  #assertOpen(): void {
    if (this.#closing) throw closed(this.#file);
  }
}
