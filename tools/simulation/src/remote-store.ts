import type {
  Awaitable,
  ChangeListener,
  CommitResult,
  Disposable,
  ExecutionStore,
  Lease,
  LeaseRequest,
  Transition,
} from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { Faults } from './faults.js';
import type { Host } from './host.js';
import type { Random } from './random.js';
import type { Trace } from './trace.js';
import type { VirtualTime } from './virtual-time.js';

export interface RemoteStoreParts {
  readonly store: ExecutionStore;
  readonly host: Host;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: Trace;
}

type Fate = 'well' | 'failure' | 'ambiguous' | 'crash before' | 'crash after';

/** The common store as one process reaches it: over a wire that is slow, fails, and ends with the process. */
export class RemoteStore implements ExecutionStore {
  readonly #parts: RemoteStoreParts;
  readonly #skewMs: number;
  /** When this process's lease was renewed. */
  readonly renewals: number[] = [];
  #faults: Faults;
  #renewalFailed = false;
  #readOnlyUntil = 0;

  constructor(parts: RemoteStoreParts) {
    const { faults, random } = parts;
    this.#parts = parts;
    this.#faults = faults;
    this.#skewMs = random.between(-faults.skewMs, faults.skewMs);
  }

  /** From now on nothing goes wrong that has not gone wrong yet. */
  calm(faults: Faults): void {
    this.#faults = faults;
  }

  /** For a while the process can read and not write. */
  lockOut(ms: number): void {
    this.#readOnlyUntil = this.#parts.time.now() + ms;
  }

  now(): number {
    return this.#parts.time.now() + this.#skewMs;
  }

  commit(transitions: readonly Transition[]): Promise<readonly CommitResult[]> {
    return this.#call(this.#fateOfCommit(), () => this.#parts.store.commit(transitions));
  }

  readonly read: ExecutionStore['read'] = (...given) =>
    this.#call(this.#fate(), () => this.#parts.store.read(...given));

  readonly history: ExecutionStore['history'] = (...given) =>
    this.#call(this.#fate(), () => this.#parts.store.history(...given));

  readonly list: ExecutionStore['list'] = (...given) =>
    this.#call(this.#fate(), () => this.#parts.store.list(...given));

  readonly feed: ExecutionStore['feed'] = (...given) =>
    this.#call(this.#fate(), () => this.#parts.store.feed(...given));

  readonly latestCursor: ExecutionStore['latestCursor'] = () =>
    this.#call(this.#fate(), () => this.#parts.store.latestCursor());

  readonly due: ExecutionStore['due'] = (limit) =>
    this.#call(this.#fate(), () => this.#parts.store.due(limit));

  readonly counts: ExecutionStore['counts'] = (scope) =>
    this.#call(this.#fate(), () => this.#parts.store.counts(scope));

  readonly loadBreakers: ExecutionStore['loadBreakers'] = () =>
    this.#call(this.#fate(), () => this.#parts.store.loadBreakers());

  readonly saveBreaker: ExecutionStore['saveBreaker'] = (snapshot) =>
    this.#call(this.#fate(), () => this.#parts.store.saveBreaker(snapshot));

  async openLease(request: LeaseRequest): Promise<Lease> {
    const lease = await this.#call(this.#fate(), () => this.#parts.store.openLease(request));
    return {
      renew: () => this.#call(this.#fateOfRenewal(), () => this.#renew(lease)),
      release: () => this.#call(this.#fate(), () => lease.release()),
    };
  }

  async #renew(lease: Lease): Promise<void> {
    const at = this.#parts.time.now();
    await lease.renew();
    this.renewals.push(at);
  }

  subscribe(listener: ChangeListener): Disposable {
    const { store, host, random, time } = this.#parts;
    return store.subscribe((executionId, version, userId) => {
      const { lostHint, wildHint } = this.#faults;
      if (random.chance(lostHint)) return;
      const wild = random.chance(wildHint);
      for (let copies = wild ? 2 : 1; copies > 0; copies--) {
        const hear = (): void => host.deliver(() => listener(executionId, version, userId));
        time.setTimer(random.between(0, wild ? 500 : 2), hear);
      }
    });
  }

  async close(): Promise<void> {}

  #call<T>(fate: Fate, work: () => Awaitable<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const arrive = (): void => {
        if (fate === 'crash before') return this.#crash('before a commit landed');
        if (fate === 'failure') return this.#answer(() => reject(failure()));
        Promise.resolve(work()).then(
          (result) => this.#land(fate, { resolve: () => resolve(result), reject }),
          (error: unknown) => this.#answer(() => reject(error)),
        );
      };
      const delayMs = this.#delayMs();
      if (delayMs === 0) arrive();
      else this.#parts.time.setTimer(delayMs, arrive);
    });
  }

  #land(fate: Fate, { resolve, reject }: { resolve(): void; reject(error: unknown): void }): void {
    if (fate === 'crash after') return this.#crash('after a commit landed');
    if (fate === 'ambiguous') return this.#answer(() => reject(failure()));
    this.#answer(resolve);
  }

  #answer(hand: () => void): void {
    this.#parts.host.deliver(hand, this.#delayMs());
  }

  #crash(when: string): void {
    const { host, trace } = this.#parts;
    if (host.crashed) return;
    trace.note(host.name, `crashes ${when}`);
    host.crash();
  }

  #delayMs(): number {
    const { random } = this.#parts;
    return random.chance(this.#faults.slow) ? random.between(1, this.#faults.slowMs) : 0;
  }

  #fate(): Fate {
    return this.#parts.random.chance(this.#faults.failure) ? 'failure' : 'well';
  }

  #fateOfCommit(): Fate {
    const { random } = this.#parts;
    const { failure: failing, ambiguous, crashAtCommit } = this.#faults;
    if (this.#parts.time.now() < this.#readOnlyUntil) return 'failure';
    if (random.chance(crashAtCommit)) return random.pick(['crash before', 'crash after']);
    if (random.chance(ambiguous)) return 'ambiguous';
    return random.chance(failing) ? 'failure' : 'well';
  }

  /** Never twice in a row: a process whose lease can't be renewed for long may rightly be taken for dead. */
  #fateOfRenewal(): Fate {
    const fate = this.#renewalFailed ? 'well' : this.#fate();
    this.#renewalFailed = fate === 'failure';
    return fate;
  }
}

function failure(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message: 'The simulated store did not answer.',
  });
}
