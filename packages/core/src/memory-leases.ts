import type { ExecutionRecord } from './record.js';
import type { Signs } from './signs.js';
import type { Lease, LeaseRequest } from './store.js';

interface Kept {
  readonly signsOf: LeaseRequest['signsOf'];
  renewedAt: number;
  /** No sign after it counts. */
  releasedAt: number;
}

/** Leases that are remembered; the latest renewed win. */
const MAX_LEASES = 10_000;

/** The leases of the trackers that share a memory store. */
export class MemoryLeases {
  readonly #leases = new Map<string, Kept>();

  open({ owner, signsOf }: LeaseRequest, now: () => number): Lease {
    const kept: Kept = { signsOf, renewedAt: now(), releasedAt: Infinity };
    this.#keep(owner, kept);
    return {
      renew: async () => {
        // what is given back stays so, whoever was still on the way with a renewal
        if (kept.releasedAt !== Infinity) return;
        kept.renewedAt = now();
        this.#keep(owner, kept);
      },
      release: async () => {
        kept.releasedAt = now();
      },
    };
  }

  /** The one renewed longest ago is forgotten first. */
  #keep(owner: string, kept: Kept): void {
    this.#leases.delete(owner);
    this.#leases.set(owner, kept);
    const [oldest] = this.#leases.keys();
    if (this.#leases.size > MAX_LEASES && oldest !== undefined) this.#leases.delete(oldest);
  }

  /** The latest signs of an execution, asked of whoever drives it. */
  signsOf({ id, owner, updatedAt }: ExecutionRecord): Signs {
    const lease = owner === null ? undefined : this.#leases.get(owner);
    if (!lease) return { aliveAt: updatedAt, progressAt: 0, leaseAt: null, stalledSince: null };
    const { releasedAt, renewedAt: leaseAt } = lease;
    const { aliveAt = updatedAt, progressAt = 0 } = lease.signsOf(id) ?? {};
    return {
      aliveAt: Math.min(aliveAt, releasedAt),
      progressAt: Math.min(progressAt, releasedAt),
      leaseAt,
      stalledSince: null,
    };
  }
}
