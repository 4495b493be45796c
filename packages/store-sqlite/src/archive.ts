import {
  fold,
  type ExecutionRecord,
  type LeaseRequest,
  type Signs,
  type StoredExecution,
} from '@tracker/core';
import { apply, signsForOthers, toDraft } from '@tracker/core/store-kit';
import type { HistoryEvent } from '@tracker/state';
import { scheduleOf } from './schedule.js';
import type { Connection, Statement } from './sqlite-driver.js';

/** What is read of an execution beside its facts. */
export interface ExecutionRow {
  readonly no: number;
  readonly id: string;
  readonly user_id: string;
  readonly version: number;
  readonly state: ExecutionRecord['state'];
  readonly phase: ExecutionRecord['phase'];
  readonly shelf: string;
  readonly overdue: number;
  readonly updated_at: number;
  readonly owner: string | null;
  readonly due_at: number | null;
  readonly vouched_ms: number | null;
  readonly alive_at: number;
  readonly progress_at: number;
}

/** The part of a row that speaks of signs. */
export type SignsRow = Pick<
  ExecutionRow,
  'id' | 'owner' | 'updated_at' | 'alive_at' | 'progress_at'
>;

/** The columns of an `ExecutionRow`, of `executions e`. */
export const ROW = `e.no, e.id, e.user_id, e.version, e.state, e.phase, e.shelf, e.overdue, e.updated_at, e.owner,
  e.due_at, e.vouched_ms, e.alive_at, e.progress_at`;

/** A lease as the file has it. */
export interface LeaseRow {
  readonly renewed_at: number;
  readonly released_at: number | null;
  readonly stalled_since: number | null;
}

/** Rebuilds executions from what the file has of them. */
export class Archive {
  readonly #byId: Statement;
  readonly #snapshot: Statement;
  readonly #facts: Statement;
  readonly #lease: Statement;
  readonly #note: Statement;
  /** Leases that can't change at this moment. */
  #held: Map<string, LeaseRow> | undefined;
  /** The leases of this process; their owners' signs are asked for directly. */
  readonly #own = new Map<string, LeaseRequest>();

  constructor(connection: Connection) {
    this.#byId = connection.prepare(`SELECT ${ROW} FROM executions e WHERE id = ?`);
    this.#snapshot = connection.prepare('SELECT snapshot FROM executions WHERE no = ?');
    this.#facts = connection.prepare(
      'SELECT body FROM facts WHERE no = ? AND seq > ? ORDER BY seq LIMIT ?',
    );
    this.#lease = connection.prepare(
      'SELECT renewed_at, released_at, stalled_since FROM leases WHERE owner = ?',
    );
    this.#note = connection.prepare(
      'UPDATE executions SET alive_at = ?, progress_at = ?, due_at = ?, vouched_ms = ? WHERE no = ?',
    );
  }

  find(id: string): ExecutionRow | undefined {
    return (this.#byId.get(id) as ExecutionRow | undefined) ?? undefined;
  }

  stored(row: ExecutionRow): StoredExecution {
    return { record: this.record(row), signs: this.signs(row) };
  }

  record({ no }: ExecutionRow): ExecutionRecord {
    const { snapshot } = this.#snapshot.get(no) as { snapshot: string | null };
    if (snapshot === null) return fold(this.history(no, { afterSeq: 0, limit: -1 }));
    const record = JSON.parse(snapshot) as ExecutionRecord;
    const later = this.history(no, { afterSeq: record.version, limit: -1 });
    return later.length === 0 ? record : after(record, later);
  }

  /** Facts of an execution; all that follow when the limit is -1. */
  history(no: number, { afterSeq, limit }: { afterSeq: number; limit: number }): HistoryEvent[] {
    const rows = this.#facts.all(no, afterSeq, limit) as { body: string }[];
    // a driver's lists may be of another realm, and so would be what is made of them
    return Array.from(rows, ({ body }) => JSON.parse(body) as HistoryEvent);
  }

  /** The signs of an execution: what is written down, and what its owner has in mind when that is here. */
  signs(row: SignsRow): Signs {
    const written = this.#written(row);
    const inMind = this.#inMind(row);
    if (!inMind) return written;
    return {
      ...written,
      aliveAt: Math.max(written.aliveAt, inMind.aliveAt),
      progressAt: Math.max(written.progressAt, inMind.progressAt),
    };
  }

  /**
   * The signs that a verdict has to have seen. What its owner has in mind, when that is here: the signs written down are
   * moved on, for others, by the time this process slept.
   */
  signsToSee(row: SignsRow): Signs {
    return { ...this.#written(row), ...this.#inMind(row) };
  }

  #inMind({ id, owner }: SignsRow): Pick<Signs, 'aliveAt' | 'progressAt'> | undefined {
    const inMind = owner === null ? undefined : this.#own.get(owner)?.signsOf(id);
    if (!inMind) return undefined;
    const last = this.lease(owner as string)?.released_at ?? Infinity;
    return {
      aliveAt: Math.min(last, inMind.aliveAt),
      progressAt: Math.min(last, inMind.progressAt),
    };
  }

  /** The signs that everybody sees. */
  #written({ owner, updated_at, alive_at, progress_at }: SignsRow): Signs {
    const lease = owner === null ? undefined : this.lease(owner);
    const last = lease?.released_at ?? Infinity;
    return {
      aliveAt: Math.min(last, Math.max(updated_at, alive_at)),
      progressAt: Math.min(last, progress_at),
      leaseAt: lease?.renewed_at ?? null,
      stalledSince: lease?.stalled_since ?? null,
    };
  }

  /** The signs of an execution as they are to be written down: with what its owner has in mind, when that is here. */
  signsForOthers(row: SignsRow, now: number): Pick<SignsRow, 'alive_at' | 'progress_at'> {
    const { id, owner, alive_at, progress_at } = row;
    const request = owner === null ? undefined : this.#own.get(owner);
    const inMind = request?.signsOf(id);
    if (!request || !inMind) return { alive_at, progress_at };
    const { aliveAt, progressAt } = signsForOthers(inMind, request.sleptSince, now);
    return {
      alive_at: Math.max(alive_at, aliveAt),
      progress_at: Math.max(progress_at, progressAt),
    };
  }

  /** Writes down the signs of a row, and when to look at it again by them; at the earliest at an instant. */
  note(row: ExecutionRow, earliest = 0): void {
    const { dueAt, vouchedMs } = scheduleOf(this.record(row), this.#written(row));
    const lookAt = dueAt === null ? null : Math.max(dueAt, earliest);
    this.#note.run(row.alive_at, row.progress_at, lookAt, vouchedMs, row.no);
  }

  lease(owner: string): LeaseRow | undefined {
    const held = this.#held?.get(owner);
    if (held !== undefined) return held;
    const lease = (this.#lease.get(owner) as LeaseRow | undefined) ?? undefined;
    if (lease) this.#held?.set(owner, lease);
    return lease;
  }

  /** While `work` holds the write lock and renews no lease, each that is not in `known` is read once. */
  holdingLeases<T>(known: Map<string, LeaseRow>, work: () => T): T {
    this.#held = known;
    try {
      return work();
    } finally {
      this.#held = undefined;
    }
  }

  /** From now on an owner's signs are asked for here. */
  adopt(request: LeaseRequest): void {
    this.#own.set(request.owner, request);
  }

  /** An owner of this process is gone. */
  disown(request: LeaseRequest): void {
    if (this.#own.get(request.owner) === request) this.#own.delete(request.owner);
  }
}

function after(record: ExecutionRecord, facts: readonly HistoryEvent[]): ExecutionRecord {
  const draft = toDraft(record);
  for (const fact of facts) apply(draft, fact);
  return draft;
}
