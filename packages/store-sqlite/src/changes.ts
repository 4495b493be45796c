import type { ExecutionRow } from './archive.js';
import type { Connection, Statement, Value } from './sqlite-driver.js';

/** What changes now and then: each is checked, kept by a trigger, or stands in an index. */
const NOW_AND_THEN = [
  'state',
  'phase',
  'overdue',
  'shelf',
  'owner',
  'due_at',
  'vouched_ms',
] as const satisfies (keyof ExecutionRow)[];

/**
 * Writes down what has changed of a row. SQLite checks a column again that is named, and writes its indexes again,
 * whether it has another value or not; and each index is a page more to flush. So only those are named that have one.
 */
export class Changes {
  readonly #connection: Connection;
  /** By the columns they name. */
  readonly #statements: (Statement | undefined)[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  write(before: ExecutionRow, after: ExecutionRow): void {
    const values: Value[] = [after.version, after.updated_at];
    let changed = 0;
    for (const [place, column] of NOW_AND_THEN.entries()) {
      if (after[column] === before[column]) continue;
      changed |= 1 << place;
      values.push(after[column]);
    }
    const statement = (this.#statements[changed] ??= this.#prepare(changed));
    statement.run(...values, after.no);
  }

  #prepare(changed: number): Statement {
    const columns = NOW_AND_THEN.filter((_, place) => (changed & (1 << place)) !== 0);
    const settings = ['version', 'updated_at', ...columns].map((column) => `${column} = ?`);
    return this.#connection.prepare(`UPDATE executions SET ${settings.join(', ')} WHERE no = ?`);
  }
}
