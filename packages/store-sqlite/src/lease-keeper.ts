import type { Clock, Lease, LeaseRequest } from '@tracker/core';
import type { Beacon } from '@tracker/core/store-kit';
import { FLUSH, type Leases, type Place } from './leases.js';
import type { Transactions } from './transactions.js';

/** Signs are written down for deadlines that come within so many renewals. */
const RENEWALS_AHEAD = 3;

/** Bounds of that horizon, in milliseconds. */
const NEAREST_MS = 500;
const FARTHEST_MS = 10_000;

const FIRST: Place = { due_at: -1, no: -1 };

export interface LeaseKeeperParts {
  readonly transactions: Transactions;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly beacon: Beacon | undefined;
}

/** Opens leases and renews them, and writes signs down before others would miss them. */
export class LeaseKeeper {
  readonly #parts: LeaseKeeperParts;

  constructor(parts: LeaseKeeperParts) {
    this.#parts = parts;
  }

  async open(request: LeaseRequest): Promise<Lease> {
    const { transactions, leases, clock, beacon } = this.#parts;
    await transactions.write('Opening a lease', () => leases.open(request, clock.now()));
    beacon?.keep(request.owner);
    let renewedAt = clock.now();
    return {
      renew: async () => {
        const sinceMs = clock.now() - renewedAt;
        renewedAt = clock.now();
        await this.#renew(request, sinceMs);
      },
      release: async () => {
        beacon?.leave(request.owner);
        await transactions.write('Releasing a lease', () => leases.release(request, clock.now()));
      },
    };
  }

  /** The lease and the first signs are one transaction, the rest follows in slices. */
  async #renew(request: LeaseRequest, sinceMs: number): Promise<void> {
    const { transactions, leases, clock } = this.#parts;
    const ahead = Math.min(FARTHEST_MS, Math.max(NEAREST_MS, RENEWALS_AHEAD * sinceMs));
    const horizon = clock.now() + ahead;
    let place: Place | undefined;
    for (;;) {
      const rows = await transactions.write('Renewing a lease', () => {
        const now = clock.now();
        if (!place) leases.renew(request, now);
        const near = leases.near(request.owner, horizon, place ?? FIRST);
        for (const row of near) leases.flush(row, now);
        // until then its time off is known to the others by the lease alone
        if (near.length < FLUSH) leases.turns(request);
        return near;
      });
      if (rows.length < FLUSH) return;
      place = rows.at(-1);
      await transactions.turn();
    }
  }
}
