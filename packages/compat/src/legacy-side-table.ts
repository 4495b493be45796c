import type { AgentExecutionTracker } from '@tracker/core';

/** Executions about which older names remember something; of more, the oldest are forgotten. */
export const MAX_REMEMBERED = 100_000;

/** What a view remembers of executions beside their state, which only the tracker knows. */
export class SideTable<Note extends object> {
  readonly #tables = new WeakMap<AgentExecutionTracker, Map<string, Note>>();
  readonly #blank: () => Note;

  constructor(blank: () => Note) {
    this.#blank = blank;
  }

  /** What is remembered of an execution, to be read and written; blank at first. */
  of(tracker: AgentExecutionTracker, executionId: string): Note {
    const table = this.all(tracker);
    const known = table.get(executionId);
    if (known) return known;
    const note = this.#blank();
    table.set(executionId, note);
    for (const oldest of table.keys()) {
      if (table.size <= MAX_REMEMBERED) break;
      table.delete(oldest);
    }
    return note;
  }

  /** Everything remembered for one tracker. */
  all(tracker: AgentExecutionTracker): Map<string, Note> {
    let table = this.#tables.get(tracker);
    if (!table) this.#tables.set(tracker, (table = new Map()));
    return table;
  }
}
