import type { ExecutionRecord, StoreCounts } from '@tracker/core';
import { EXECUTION_STATES, type ExecutionState } from '@tracker/state';
import type { ExecutionRow } from './archive.js';
import { ACTIVE, isUnseen, shelfOf } from './shelf.js';
import type { Connection, Statement } from './sqlite-driver.js';

interface Standing {
  readonly state: ExecutionState;
  readonly undelivered: boolean;
  readonly overdue: boolean;
}

/** Keeps the counts of everything beside the executions, so that counting a million costs a dozen rows. */
export class Tally {
  readonly #add: Statement;
  readonly #all: Statement;
  readonly #ofUser: Statement;
  /** What a transaction has changed so far. */
  readonly #changes = new Map<string, number>();

  constructor(connection: Connection) {
    this.#add = connection.prepare(
      'INSERT INTO tally VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET n = n + excluded.n',
    );
    this.#all = connection.prepare('SELECT kind, n FROM tally');
    this.#ofUser = connection.prepare(
      'SELECT state, shelf, overdue, count(*) AS n FROM executions WHERE user_id = ? GROUP BY 1, 2, 3',
    );
  }

  /** Begins a transaction: what one that failed has counted is forgotten. */
  reset(): void {
    this.#changes.clear();
  }

  /** Counts one step; `before` is undefined for a new execution. */
  count(before: ExecutionRow | undefined, after: ExecutionRecord): void {
    const was = before && standing(before);
    const is = { state: after.state, ...delivery(shelfOf(after), isLate(after)) };
    if (was?.state !== is.state) {
      if (was) this.#change(was.state, -1);
      this.#change(is.state, 1);
    }
    this.#change('kept', Number(shelfOf(after) !== ACTIVE) - Number(isKept(before)));
    this.#change('undelivered', Number(is.undelivered) - Number(was?.undelivered ?? false));
    this.#change('overdue', Number(is.overdue) - Number(was?.overdue ?? false));
  }

  /** An ended execution is let go of; that it was stays counted. */
  forget(row: ExecutionRow): void {
    const { undelivered, overdue } = standing(row);
    this.#change('kept', -1);
    this.#change('undelivered', -Number(undelivered));
    this.#change('overdue', -Number(overdue));
  }

  /** Writes down what the transaction has changed. */
  save(): void {
    for (const [kind, n] of this.#changes) if (n !== 0) this.#add.run(kind, n);
    this.#changes.clear();
  }

  /** The counts of everybody, or of one user. */
  counts(userId: string | undefined): StoreCounts {
    const found = userId === undefined ? this.#total() : this.#totalOf(userId);
    const byState = {} as Record<ExecutionState, number>;
    for (const state of EXECUTION_STATES) byState[state] = found.get(state) ?? 0;
    return {
      byState,
      undelivered: found.get('undelivered') ?? 0,
      overdue: found.get('overdue') ?? 0,
    };
  }

  #total(): Map<string, number> {
    const rows = this.#all.all() as { kind: string; n: number }[];
    return new Map(rows.map(({ kind, n }) => [kind, n]));
  }

  #totalOf(userId: string): Map<string, number> {
    const counts = new Map<string, number>();
    const add = (kind: string, n: number): void =>
      void counts.set(kind, (counts.get(kind) ?? 0) + n);
    for (const row of this.#ofUser.all(userId) as (ExecutionRow & { n: number })[]) {
      const { state, undelivered, overdue } = standing(row);
      add(state, row.n);
      if (undelivered) add('undelivered', row.n);
      if (overdue) add('overdue', row.n);
    }
    return counts;
  }

  #change(kind: string, by: number): void {
    if (by !== 0) this.#changes.set(kind, (this.#changes.get(kind) ?? 0) + by);
  }
}

/** Whether it has ended, and so is one of those that are kept for a while. */
function isKept(row: ExecutionRow | undefined): boolean {
  return row !== undefined && row.shelf !== ACTIVE;
}

function isLate({ delivery }: ExecutionRecord): boolean {
  return delivery?.overdueAt != null;
}

function standing({ state, shelf, overdue }: ExecutionRow): Standing {
  return { state, ...delivery(shelf, overdue === 1) };
}

function delivery(shelf: string, late: boolean): Omit<Standing, 'state'> {
  const undelivered = isUnseen(shelf);
  return { undelivered, overdue: undelivered && late };
}
