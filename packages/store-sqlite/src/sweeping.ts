import type { StoredExecution } from '@tracker/core';
import { ALWAYS_AWAKE, nextDeadline } from '@tracker/core/store-kit';
import { ROW, type Archive, type ExecutionRow } from './archive.js';
import type { Connection, Statement } from './sqlite-driver.js';

/** How long a due execution that nobody settled is kept from others, in milliseconds. */
const CLAIM_MS = 250;

/** How long what is not due after all is not looked at again, in milliseconds. */
const NOT_YET_MS = 50;

/** Executions that are looked at in one transaction. */
const LOOKS = 256;

/** What one look has found. */
interface Found {
  readonly due: readonly StoredExecution[];
  /** Whether there may be more. */
  readonly more: boolean;
}

/**
 * Finds what is due. A deadline in the file may be earlier than the true one, never later: what is not due when
 * its day has come gets its true deadline then, or a moment. What is due is put off a little, which keeps it from others who
 * sweep, until it is settled or that time is over.
 */
export class Sweeping {
  readonly #archive: Archive;
  readonly #byDeadline: Statement;
  readonly #byLease: Statement;
  readonly #putOff: Statement;

  constructor(connection: Connection, archive: Archive) {
    this.#archive = archive;
    this.#byDeadline = connection.prepare(
      `SELECT ${ROW} FROM executions e INDEXED BY executions_due
       WHERE e.due_at < ? ORDER BY e.due_at LIMIT ?`,
    );
    this.#byLease = connection.prepare(
      `SELECT ${ROW} FROM leases l CROSS JOIN executions e INDEXED BY executions_vouched
       ON e.owner = l.owner AND e.vouched_ms < ? - l.renewed_at LIMIT ?`,
    );
    this.#putOff = connection.prepare(
      'UPDATE executions SET due_at = ?, vouched_ms = ? WHERE no = ?',
    );
  }

  /** Whether there is anything to look at; needs no write transaction. */
  hasCandidates(now: number): boolean {
    return this.#candidates(now, 1).length > 0;
  }

  /** Claims some of what is due. To be called inside a write transaction. */
  claim(now: number, limit: number): Found {
    const due: StoredExecution[] = [];
    const rows = this.#candidates(now, LOOKS);
    for (const row of rows) {
      if (due.length === limit) return { due, more: false };
      const stored = this.#look(row, now);
      if (stored) due.push(stored);
    }
    return { due, more: rows.length === LOOKS };
  }

  #candidates(now: number, limit: number): ExecutionRow[] {
    const rows = this.#byDeadline.all(now, limit) as ExecutionRow[];
    if (rows.length === limit) return rows;
    const seen = new Set(rows.map(({ no }) => no));
    const lapsed = this.#byLease.all(now, limit - rows.length) as ExecutionRow[];
    return [...rows, ...lapsed.filter(({ no }) => !seen.has(no))];
  }

  #look(row: ExecutionRow, now: number): StoredExecution | undefined {
    const stored = this.#archive.stored(row);
    if (isDue(stored, now)) {
      this.#putOff.run(now + CLAIM_MS, null, row.no);
      return stored;
    }
    // whoever puts it off by what its owner has in mind has to let the others know why
    const known = { ...row, ...this.#archive.signsForOthers(row, now) };
    // what its owner can't say while it is busy puts off no deadline in the file: others have their turn meanwhile
    this.#archive.note(known, now + NOT_YET_MS);
    return undefined;
  }
}

function isDue({ record, signs }: StoredExecution, now: number): boolean {
  return nextDeadline(record, signs, ALWAYS_AWAKE) < now;
}
