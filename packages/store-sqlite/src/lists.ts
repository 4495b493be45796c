import { mayTouch, type ListQuery, type Scope } from '@tracker/core';
import { listExpired, userOf } from '@tracker/core/store-kit';
import { ROW, type Archive, type ExecutionRow } from './archive.js';
import { shelvesFor } from './shelf.js';
import type { Connection, Statement, Value } from './sqlite-driver.js';

/** Finds the executions that fit a query. */
export class Lists {
  readonly #connection: Connection;
  readonly #archive: Archive;
  /** By their text; there are no more than the ways to walk. */
  readonly #statements = new Map<string, Statement>();

  constructor(connection: Connection, archive: Archive) {
    this.#connection = connection;
    this.#archive = archive;
  }

  rows(scope: Scope, query: ListQuery): readonly ExecutionRow[] {
    const from = this.#from(scope, query);
    const shelves = shelvesFor(query);
    if (shelves.length === 0) return [];
    const rows = shelves.flatMap((shelf) => this.#walk({ shelf, from }, scope, query));
    rows.sort((a, b) => (query.oldestFirst ? a.no - b.no : b.no - a.no));
    return rows.slice(0, query.limit);
  }

  /** The place after which the list goes on. */
  #from(scope: Scope, { after, oldestFirst }: ListQuery): number {
    if (after === undefined) return oldestFirst ? 0 : Number.MAX_SAFE_INTEGER;
    const row = this.#archive.find(after);
    if (row && mayTouch(scope, row.user_id)) return row.no;
    throw listExpired(after);
  }

  /** Goes along one shelf until there is enough for a page. */
  #walk(
    { shelf, from }: { shelf: string; from: number },
    scope: Scope,
    { states, agentName, threadId, oldestFirst, limit }: ListQuery,
  ): ExecutionRow[] {
    const conditions = ['e.shelf = ?', oldestFirst ? 'e.no > ?' : 'e.no < ?'];
    const values: Value[] = [shelf, from];
    const only = (column: string, value: string | undefined): void => {
      if (value === undefined) return;
      conditions.push(`e.${column} = ?`);
      values.push(value);
    };
    only('user_id', userOf(scope));
    only('thread_id', threadId);
    only('agent_name', agentName);
    if (states) {
      conditions.push("instr(?, '|' || e.state || '|') > 0");
      values.push(`|${states.join('|')}|`);
    }
    const statement = this.#statement(
      `SELECT ${ROW} FROM executions e ${indexFor(scope, { threadId, agentName })}
       WHERE ${conditions.join(' AND ')} ORDER BY e.no ${oldestFirst ? '' : 'DESC'} LIMIT ?`,
    );
    return statement.all(...values, limit) as ExecutionRow[];
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** The narrowest way there is; the planner would guess. */
function indexFor(
  scope: Scope,
  { threadId, agentName }: Partial<Record<'threadId' | 'agentName', string | undefined>>,
): string {
  if (threadId !== undefined) return 'INDEXED BY executions_thread';
  if (userOf(scope) !== undefined) return 'INDEXED BY executions_user';
  return `INDEXED BY ${agentName === undefined ? 'executions_shelf' : 'executions_agent'}`;
}
