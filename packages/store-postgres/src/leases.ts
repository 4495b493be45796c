import {
  OPERATOR_SCOPE,
  type ExecutionRecord,
  type Lease,
  type LeaseRequest,
  type Signs,
  type StoredExecution,
} from '@tracker/core';
import { signsForOthers } from '@tracker/core/store-kit';
import { arrayLiteral } from './array-literal.js';
import { dueAt } from './batch.js';
import type { Database } from './database.js';
import { toStored, type StoredRow } from './row.js';
import { STORED } from './stored-columns.js';

/** Signs are written down for what has its day within so many renewals. */
const RENEWALS_AHEAD = 3;

/** How far ahead at least, in milliseconds; before two renewals there is nothing to go by. */
const LEAST_AHEAD_MS = 5_000;

/** Executions whose signs are written down at once. */
const PAGE = 1_000;

export interface LeaseParts {
  readonly database: Database;
  readonly s: string;
  readonly now: () => number;
}

/** Signs as they are written down. */
export interface WrittenSigns {
  readonly id: string;
  readonly version: number;
  readonly aliveAt: number;
  readonly progressAt: number;
  readonly dueAt: number | null;
}

/** The parameters for `write_signs`: a list for each column. */
export function signColumns(signs: readonly WrittenSigns[]): string[] {
  const columns = ['id', 'version', 'aliveAt', 'progressAt', 'dueAt'] as const;
  return columns.map((name) => arrayLiteral(signs, (one) => one[name]));
}

/** A lease that this process holds. */
export class HeldLease implements Lease {
  readonly #parts: LeaseParts;
  readonly request: LeaseRequest;
  #renewedAt: number;
  #releasedAt = Infinity;

  constructor(parts: LeaseParts, request: LeaseRequest) {
    this.#parts = parts;
    this.request = request;
    this.#renewedAt = parts.now();
  }

  /** The signs of an execution as they are known here, better than the database knows them. */
  signsOf({ id }: ExecutionRecord): Signs | undefined {
    const signs = this.request.signsOf(id);
    if (!signs) return undefined;
    return {
      aliveAt: Math.min(signs.aliveAt, this.#releasedAt),
      progressAt: Math.min(signs.progressAt, this.#releasedAt),
      leaseAt: this.#renewedAt,
      stalledSince: null,
    };
  }

  get released(): boolean {
    return this.#releasedAt !== Infinity;
  }

  async renew(): Promise<void> {
    const now = this.#parts.now();
    const ahead = Math.max(LEAST_AHEAD_MS, RENEWALS_AHEAD * (now - this.#renewedAt));
    await this.#write(now, now + ahead);
    this.#renewedAt = Math.max(now, this.#renewedAt);
  }

  async release(): Promise<void> {
    if (this.released) return;
    const now = this.#parts.now();
    // nobody will be asked any more
    await this.#write(this.#renewedAt, Number.MAX_SAFE_INTEGER);
    this.#releasedAt = now;
    await this.#parts.database.run('release a lease', {
      text: `update ${this.#parts.s}.leases set released_at = $2 where owner = $1`,
      values: [this.request.owner, now],
    });
  }

  /** Renews the lease and, in the same statement, writes down the signs of what has its day before the horizon. */
  async #write(renewedAt: number, horizon: number): Promise<void> {
    const signs: WrittenSigns[] = [];
    for (let after: StoredExecution | undefined; ; ) {
      const page = await this.#dueBefore(horizon, after);
      for (const { record } of page) {
        const known = this.request.signsOf(record.id);
        if (known) signs.push(this.#forOthers(record, known));
      }
      if (page.length < PAGE) break;
      after = page.at(-1);
    }
    await this.#parts.database.run('renew a lease', {
      text: `select ${this.#parts.s}.renew_lease($1, $2, $3, $4, $5, $6, $7)`,
      values: [this.request.owner, renewedAt, ...signColumns(signs)],
    });
  }

  #forOthers(record: ExecutionRecord, known: Signs): WrittenSigns {
    const { id, version } = record;
    const signs = signsForOthers(known, this.request.sleptSince, this.#parts.now());
    const { aliveAt, progressAt } = signs;
    return { id, version, aliveAt, progressAt, dueAt: dueAt(record, signs) };
  }

  async #dueBefore(
    horizon: number,
    after: StoredExecution | undefined,
  ): Promise<StoredExecution[]> {
    const { database, s } = this.#parts;
    const [rows = []] = await database.read<StoredRow>('find what has its day', OPERATOR_SCOPE, [
      {
        text: `select ${STORED} from ${s}.executions e left join ${s}.leases l on l.owner = e.owner
          where e.owner = $1 and e.ended_at is null and e.due_at < $2
            and ($3::text is null or (e.due_at, e.id) > (select due_at, id from ${s}.executions where id = $3))
          order by e.due_at, e.id limit $4`,
        values: [this.request.owner, horizon, after?.record.id ?? null, PAGE],
      },
    ]);
    return rows.map(toStored);
  }
}
