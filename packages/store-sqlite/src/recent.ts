import type { ExecutionRow, LeaseRow } from './archive.js';
import { ACTIVE } from './shelf.js';
import type { Statement } from './sqlite-driver.js';
import type { Transactions } from './transactions.js';

/** Rows that are remembered at most; then all are forgotten. */
const MOST = 4_096;

/**
 * What the last commits of this store have left in the file, so that the next one need not read it again. It holds as
 * long as nobody else has written: neither another connection, of which SQLite keeps a number, nor this one.
 */
export class Recent {
  readonly #transactions: Transactions;
  readonly #dataVersion: Statement;
  readonly #rows = new Map<string, ExecutionRow>();
  /** The leases as they are, for as long as all this holds. */
  readonly leases = new Map<string, LeaseRow>();
  /** The newest cursor; undefined when it is to be read. */
  cursor: number | undefined;
  #version = -1;
  #changes = -1;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
    this.#dataVersion = transactions.connection.prepare('PRAGMA data_version');
  }

  /** A commit begins, inside its transaction: what others may have changed is forgotten. */
  begin(): void {
    const { data_version: version } = this.#dataVersion.get() as { data_version: number };
    const { changes } = this.#transactions;
    if (version !== this.#version || changes !== this.#changes + 1 || this.#rows.size > MOST) {
      this.#rows.clear();
      this.leases.clear();
      this.cursor = undefined;
    }
    this.#version = version;
    this.#changes = changes;
  }

  row(id: string): ExecutionRow | undefined {
    return this.#rows.get(id);
  }

  /** Remembers a row as it was just written. What has ended is hardly asked for again. */
  remember(row: ExecutionRow): void {
    if (row.shelf === ACTIVE) this.#rows.set(row.id, row);
    else this.#rows.delete(row.id);
  }
}
