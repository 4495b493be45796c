import type { ExecutionRecord } from './record.js';
import type { Signs } from './signs.js';
import type { Lease, LeaseRequest } from './store.js';

interface Kept {
  renewedAt: number;
  signsOf: LeaseRequest['signsOf'];
}

/** Leases of lapsed processes that are remembered; the newest win. */
const MAX_LEASES = 10_000;

/** The leases of the trackers that share a memory store. */
export class MemoryLeases {
  readonly #leases = new Map<string, Kept>();

  open({ owner, signsOf }: LeaseRequest, now: () => number): Lease {
    const kept: Kept = { renewedAt: now(), signsOf };
    this.#leases.set(owner, kept);
    const [oldest] = this.#leases.keys();
    if (this.#leases.size > MAX_LEASES && oldest !== undefined) this.#leases.delete(oldest);
    return {
      renew: async () => {
        kept.renewedAt = now();
      },
      release: async () => {
        kept.signsOf = () => undefined;
      },
    };
  }

  /** The latest signs of an execution, asked of whoever drives it. */
  signsOf({ id, owner, updatedAt }: ExecutionRecord): Signs {
    const lease = owner === null ? undefined : this.#leases.get(owner);
    const own = lease?.signsOf(id);
    return {
      aliveAt: own?.aliveAt ?? updatedAt,
      progressAt: own?.progressAt ?? 0,
      leaseAt: lease?.renewedAt ?? null,
    };
  }
}
