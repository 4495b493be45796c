import type { AgentFrame } from '@tracker/client/protocol';
import { DeliveryStanding } from './delivery-standing.js';
import type { ExecutionQuery } from './execution-query.js';
import { newRow, rowAfter, type ExecutionRow } from './execution-row.js';

/** Rows on a page: all that is ever kept, however many executions there are. */
export const PAGE_ROWS = 50;

/** The part of the list that is looked at. */
export interface ExecutionWindow {
  readonly query: ExecutionQuery;
  /** Newest first, at most `PAGE_ROWS`. */
  readonly rows: readonly ExecutionRow[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
  /** Executions that came after a later page was opened, and are not shown on it. */
  readonly newer: number;
}

/** The window after a fact; the same window when the fact is none of its business. */
export function windowAfter(window: ExecutionWindow, frame: AgentFrame): ExecutionWindow {
  const place = window.rows.findIndex(({ id }) => id === frame.executionId);
  const known = window.rows[place];
  if (known) return changed(window, place, rowAfter(known, frame));
  return frame.fact === 'created' ? withNew(window, newRow(frame)) : window;
}

/** Whether a row is what was asked for. */
export function fits(row: ExecutionRow, query: ExecutionQuery): boolean {
  const { states, agentName, userId, threadId, undelivered } = query;
  return (
    (states.length === 0 || states.includes(row.state)) &&
    (agentName === '' || row.agentName === agentName) &&
    (userId === '' || row.userId === userId) &&
    (threadId === '' || row.threadId === threadId) &&
    (!undelivered || isUndelivered(row))
  );
}

function isUndelivered({ standing }: ExecutionRow): boolean {
  return standing === DeliveryStanding.WAITING || standing === DeliveryStanding.OVERDUE;
}

function changed(window: ExecutionWindow, place: number, row: ExecutionRow): ExecutionWindow {
  if (row === window.rows[place]) return window;
  const rows = fits(row, window.query)
    ? window.rows.with(place, row)
    : window.rows.toSpliced(place, 1);
  return { ...window, rows };
}

function withNew(window: ExecutionWindow, row: ExecutionRow): ExecutionWindow {
  if (!fits(row, window.query)) return window;
  if (window.query.after !== '') return { ...window, newer: window.newer + 1 };
  const rows = [row, ...window.rows];
  if (rows.length <= PAGE_ROWS) return { ...window, rows };
  const kept = rows.slice(0, PAGE_ROWS);
  return { ...window, rows: kept, next: kept.at(-1)?.id };
}
