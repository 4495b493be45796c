import type { CommitResult, ExecutionRecord, Transition } from '@tracker/core';
import { areNewer, isOverdue } from '@tracker/core/store-kit';
import type { Archive, ExecutionRow } from './archive.js';
import { scheduleOf, type Schedule } from './schedule.js';
import { shelfOf } from './shelf.js';
import type { Connection, Statement } from './sqlite-driver.js';
import type { Tally } from './tally.js';

/** A record is written down whole once in so many facts; the rest is folded when it is read. */
const SNAPSHOT_EVERY = 16;

const COMMITTED: CommitResult = Object.freeze({ status: 'committed' });

/** What a batch has brought. */
export interface Written {
  readonly results: readonly CommitResult[];
  /** The records that are new, in order. */
  readonly records: readonly ExecutionRecord[];
  /** The cursors they got: after the first up to the second. */
  readonly cursors: readonly [number, number];
}

/** Applies transitions, inside a transaction of somebody else's. */
export class Commits {
  readonly #archive: Archive;
  readonly #tally: Tally;
  readonly #latest: Statement;
  readonly #name: Statement;
  readonly #birth: Statement;
  readonly #step: Statement;
  readonly #move: Statement;
  readonly #snapshot: Statement;
  readonly #fact: Statement;
  #cursor = 0;

  constructor(connection: Connection, archive: Archive, tally: Tally) {
    this.#archive = archive;
    this.#tally = tally;
    this.#latest = connection.prepare(LATEST_CURSOR);
    this.#name = connection.prepare('SELECT commit_id FROM facts WHERE no = ? AND seq = ?');
    this.#birth = connection.prepare(
      `INSERT INTO executions (id, user_id, thread_id, agent_name, version, state, phase, shelf, overdue,
         updated_at, owner, due_at, vouched_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    // most steps move nothing that an index knows
    this.#step = connection.prepare(
      'UPDATE executions SET version = ?, phase = ?, updated_at = ?, overdue = ? WHERE no = ?',
    );
    this.#move = connection.prepare(
      `UPDATE executions SET version = ?, phase = ?, updated_at = ?, overdue = ?,
         state = ?, shelf = ?, owner = ?, due_at = ?, vouched_ms = ? WHERE no = ?`,
    );
    this.#snapshot = connection.prepare('UPDATE executions SET snapshot = ? WHERE no = ?');
    this.#fact = connection.prepare('INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** Applies each transition by itself. To be called inside a write transaction. */
  apply(batch: readonly Transition[]): Written {
    this.#tally.reset();
    const before = (this.#latest.get() as { cursor: number }).cursor;
    this.#cursor = before;
    const records: ExecutionRecord[] = [];
    const results = this.#archive.holdingLeases(() =>
      batch.map((transition) => {
        const result = this.#applyOne(transition);
        if (result === undefined) records.push(transition.next);
        return result ?? COMMITTED;
      }),
    );
    this.#tally.save();
    return { results, records, cursors: [before, this.#cursor] };
  }

  /** Undefined when it was written just now. */
  #applyOne(transition: Transition): CommitResult | undefined {
    const { next, expectedVersion, commitId, evidence } = transition;
    const row = this.#archive.find(next.id);
    if ((row?.version ?? 0) !== expectedVersion) {
      if (row && this.#knows(row, expectedVersion, commitId)) return COMMITTED;
      return { status: 'conflict', current: row && this.#archive.stored(row) };
    }
    if (row && evidence && areNewer(this.#archive.signsToSee(row), evidence)) {
      return { status: 'conflict', current: this.#archive.stored(row) };
    }
    this.#write(row, transition);
    return undefined;
  }

  #knows({ no }: ExecutionRow, version: number, commitId: string): boolean {
    const fact = this.#name.get(no, version + 1) as { commit_id: string | null } | undefined;
    return fact?.commit_id === commitId;
  }

  #write(row: ExecutionRow | undefined, { next, events, commitId }: Transition): void {
    this.#tally.count(row, next);
    const schedule = this.#schedule(row, next);
    const no = row ? this.#change(row, next, schedule) : this.#bear(next, schedule);
    if (next.endedAt !== null || isSnapshotDue(row?.version ?? 0, next.version)) {
      this.#snapshot.run(JSON.stringify(next), no);
    }
    let name: string | null = commitId;
    for (const event of events) {
      this.#fact.run(++this.#cursor, no, event.seq, next.userId, name, JSON.stringify(event));
      name = null;
    }
  }

  #schedule(row: ExecutionRow | undefined, next: ExecutionRecord): Schedule {
    const { alive_at = 0, progress_at = 0 } = row ?? {};
    const { id, owner, updatedAt: updated_at } = next;
    return scheduleOf(next, this.#archive.signs({ id, owner, updated_at, alive_at, progress_at }));
  }

  #bear(next: ExecutionRecord, { dueAt, vouchedMs }: Schedule): number {
    const { id, userId, threadId, agentName, version, state, phase, updatedAt, owner } = next;
    const names = [id, userId, threadId, agentName];
    const standing = [version, state, phase, shelfOf(next), Number(isOverdue(next)), updatedAt];
    const { lastInsertRowid } = this.#birth.run(...names, ...standing, owner, dueAt, vouchedMs);
    return Number(lastInsertRowid);
  }

  #change(row: ExecutionRow, next: ExecutionRecord, schedule: Schedule): number {
    const { version, phase, updatedAt, state, owner } = next;
    const shelf = shelfOf(next);
    const changes = [version, phase, updatedAt, Number(isOverdue(next))];
    const { dueAt, vouchedMs } = lazily(row, next, schedule);
    const isSameState = state === row.state && shelf === row.shelf && owner === row.owner;
    if (isSameState && dueAt === row.due_at && vouchedMs === row.vouched_ms) {
      this.#step.run(...changes, row.no);
    } else {
      this.#move.run(...changes, state, shelf, owner, dueAt, vouchedMs, row.no);
    }
    return row.no;
  }
}

/** The newest cursor, also when what had it is gone. */
export const LATEST_CURSOR = `SELECT max(
  coalesce((SELECT max(cursor) FROM facts), 0),
  coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'feed_floor'), 0)) AS cursor`;

/** A deadline that moves later stays where it is: it is looked at when its day has come. */
function lazily(row: ExecutionRow, { endedAt }: ExecutionRecord, schedule: Schedule): Schedule {
  const { dueAt } = schedule;
  const isLater = row.due_at !== null && dueAt !== null && dueAt >= row.due_at;
  return endedAt === null && isLater ? { ...schedule, dueAt: row.due_at } : schedule;
}

function isSnapshotDue(before: number, after: number): boolean {
  return Math.floor(after / SNAPSHOT_EVERY) > Math.floor(before / SNAPSHOT_EVERY);
}
