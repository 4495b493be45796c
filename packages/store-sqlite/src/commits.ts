import type { CommitResult, ExecutionRecord, Transition } from '@tracker/core';
import { areNewer, isOverdue } from '@tracker/core/store-kit';
import type { Archive, ExecutionRow } from './archive.js';
import { Changes } from './changes.js';
import { scheduleOf } from './schedule.js';
import type { Recent } from './recent.js';
import { ACTIVE, shelfOf } from './shelf.js';
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

/** What it works with. */
interface CommitsParts {
  readonly archive: Archive;
  readonly tally: Tally;
  readonly recent: Recent;
}

/** Applies transitions, inside a transaction of somebody else's. */
export class Commits {
  readonly #archive: Archive;
  readonly #tally: Tally;
  readonly #recent: Recent;
  readonly #latest: Statement;
  readonly #name: Statement;
  readonly #birth: Statement;
  readonly #changes: Changes;
  readonly #snapshot: Statement;
  readonly #fact: Statement;
  #cursor = 0;

  constructor(connection: Connection, { archive, tally, recent }: CommitsParts) {
    this.#recent = recent;
    this.#archive = archive;
    this.#tally = tally;
    this.#latest = connection.prepare(LATEST_CURSOR);
    this.#name = connection.prepare('SELECT commit_id FROM facts WHERE no = ? AND seq = ?');
    this.#birth = connection.prepare(
      `INSERT INTO executions (id, user_id, thread_id, agent_name, version, state, phase, shelf, overdue,
         updated_at, owner, due_at, vouched_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#changes = new Changes(connection);
    this.#snapshot = connection.prepare('UPDATE executions SET snapshot = ? WHERE no = ?');
    this.#fact = connection.prepare('INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** Applies each transition by itself. To be called inside a write transaction. */
  apply(batch: readonly Transition[]): Written {
    this.#tally.reset();
    this.#recent.begin();
    const before = this.#recent.cursor ?? (this.#latest.get() as { cursor: number }).cursor;
    this.#cursor = before;
    const records: ExecutionRecord[] = [];
    const results = this.#archive.holdingLeases(this.#recent.leases, () =>
      batch.map((transition) => {
        const result = this.#applyOne(transition);
        if (result === undefined) records.push(transition.next);
        return result ?? COMMITTED;
      }),
    );
    this.#tally.save();
    this.#recent.cursor = this.#cursor;
    return { results, records, cursors: [before, this.#cursor] };
  }

  /** Undefined when it was written just now. */
  #applyOne(transition: Transition): CommitResult | undefined {
    const { next, expectedVersion, commitId, evidence } = transition;
    const row = this.#recent.row(next.id) ?? this.#archive.find(next.id);
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
    const { no } = row ? this.#change(row, next) : this.#bear(next);
    if (next.endedAt !== null || isSnapshotDue(row?.version ?? 0, next.version)) {
      this.#snapshot.run(JSON.stringify(next), no);
    }
    let name: string | null = commitId;
    for (const event of events) {
      this.#fact.run(++this.#cursor, no, event.seq, next.userId, name, JSON.stringify(event));
      name = null;
    }
  }

  #bear(next: ExecutionRecord): ExecutionRow {
    const born = this.#row({ no: 0, alive_at: 0, progress_at: 0 }, next);
    const { version, state, phase, shelf, overdue, updated_at } = born;
    const names = [next.id, next.userId, next.threadId, next.agentName];
    const standing = [version, state, phase, shelf, overdue, updated_at];
    const watched = [born.owner, born.due_at, born.vouched_ms];
    const { lastInsertRowid } = this.#birth.run(...names, ...standing, ...watched);
    const row = { ...born, no: Number(lastInsertRowid) };
    this.#recent.remember(row);
    return row;
  }

  #change(before: ExecutionRow, next: ExecutionRecord): ExecutionRow {
    const row = lazily(before, this.#row(before, next));
    this.#changes.write(before, row);
    this.#recent.remember(row);
    return row;
  }

  /** The row of an execution after a step; of the one before stays what no step changes. */
  #row({ no, alive_at, progress_at }: Lasting, next: ExecutionRecord): ExecutionRow {
    const { id, userId: user_id, version, state, phase, updatedAt: updated_at, owner } = next;
    const signs = this.#archive.signs({ id, owner, updated_at, alive_at, progress_at });
    const { dueAt: due_at, vouchedMs: vouched_ms } = scheduleOf(next, signs);
    return {
      no,
      id,
      user_id,
      version,
      state,
      phase,
      shelf: shelfOf(next),
      overdue: Number(isOverdue(next)),
      updated_at,
      owner,
      due_at,
      vouched_ms,
      alive_at,
      progress_at,
    };
  }
}

/** What no step changes of a row. */
type Lasting = Pick<ExecutionRow, 'no' | 'alive_at' | 'progress_at'>;

/** The newest cursor, also when what had it is gone. */
export const LATEST_CURSOR = `SELECT max(
  coalesce((SELECT max(cursor) FROM facts), 0),
  coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'feed_floor'), 0)) AS cursor`;

/** A deadline that moves later stays where it is: it is looked at when its day has come. */
function lazily(before: ExecutionRow, after: ExecutionRow): ExecutionRow {
  if (after.shelf !== ACTIVE || before.due_at === null || after.due_at === null) return after;
  return after.due_at >= before.due_at ? { ...after, due_at: before.due_at } : after;
}

function isSnapshotDue(before: number, after: number): boolean {
  return Math.floor(after / SNAPSHOT_EVERY) > Math.floor(before / SNAPSHOT_EVERY);
}
