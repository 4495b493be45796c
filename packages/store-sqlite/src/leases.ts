import type { LeaseRequest } from '@tracker/core';
import { ROW, type Archive, type ExecutionRow } from './archive.js';
import type { Connection, Statement } from './sqlite-driver.js';

/** Executions whose signs are written down in one transaction. */
export const FLUSH = 256;

/** Where one slice of signs ended. */
export type Place = Pick<ExecutionRow, 'due_at' | 'no'>;

/** The leases of this file, and the signs that are written down with them. */
export class Leases {
  readonly #archive: Archive;
  readonly #open: Statement;
  readonly #renew: Statement;
  readonly #turns: Statement;
  readonly #release: Statement;
  readonly #nearDeadline: Statement;

  constructor(connection: Connection, archive: Archive) {
    this.#archive = archive;
    this.#open = connection.prepare('INSERT OR REPLACE INTO leases VALUES (?, ?, NULL, NULL)');
    this.#renew = connection.prepare(
      `INSERT INTO leases VALUES (?, ?, NULL, NULL) ON CONFLICT (owner)
       DO UPDATE SET renewed_at = max(renewed_at, excluded.renewed_at) WHERE released_at IS NULL`,
    );
    this.#turns = connection.prepare('UPDATE leases SET stalled_since = NULL WHERE owner = ?');
    this.#release = connection.prepare('UPDATE leases SET released_at = ? WHERE owner = ?');
    this.#nearDeadline = connection.prepare(
      `SELECT ${ROW} FROM executions e INDEXED BY executions_due
       WHERE (e.due_at, e.no) > (?, ?) AND e.due_at < ? AND e.owner = ?
       ORDER BY e.due_at, e.no LIMIT ?`,
    );
  }

  open(request: LeaseRequest, now: number): void {
    this.#open.run(request.owner, now);
    this.#archive.adopt(request);
  }

  renew({ owner }: LeaseRequest, now: number): void {
    this.#renew.run(owner, now);
  }

  /** The owner's event loop turns, and what it could not say meanwhile is written down. */
  turns({ owner }: LeaseRequest): void {
    this.#turns.run(owner);
  }

  release(request: LeaseRequest, now: number): void {
    this.#release.run(now, request.owner);
    this.#archive.disown(request);
  }

  /** Some of an owner's executions whose deadline comes before `horizon`, from a place on. */
  near(owner: string, horizon: number, after: Place): ExecutionRow[] {
    return this.#nearDeadline.all(after.due_at, after.no, horizon, owner, FLUSH) as ExecutionRow[];
  }

  /** Writes down what the owner has in mind of an execution. */
  flush(row: ExecutionRow, now: number): void {
    const { alive_at, progress_at } = this.#archive.signsForOthers(row, now);
    if (alive_at === row.alive_at && progress_at === row.progress_at) return;
    this.#archive.note({ ...row, alive_at, progress_at });
  }
}
