import { printable } from '@tracker/audit';
import { PRESENTATION, isTerminal, type Execution } from '@tracker/state';
import type { Output } from './output.js';
import { fromNow, span } from './span.js';
import { textTable, type Cell, type Column } from './text-table.js';

/** The id is never cut: people copy it. */
const COLUMNS: readonly Column[] = [
  { title: 'EXECUTION' },
  { title: 'STATE' },
  { title: 'PHASE', leaves: 3 },
  { title: 'AGENT', gives: true, leaves: 1 },
  { title: 'USER', gives: true, leaves: 2 },
  { title: 'CREATED', leaves: 4 },
  { title: 'TOOK', leaves: 5 },
  { title: 'DELIVERY' },
];

/** Executions as a table for people, as wide as the terminal. */
export function executionList(
  executions: readonly Execution[],
  { ink, width }: Pick<Output, 'ink' | 'width'>,
  now: number,
): readonly string[] {
  const rows = executions.map((execution): Cell[] => {
    const { id, state, phase, agentName, userId, createdAt } = execution;
    return [
      { text: printable(id) },
      { text: PRESENTATION[state].label, paint: (text) => ink.state(state, text) },
      { text: isTerminal(state) ? '' : phase, paint: ink.faint },
      { text: printable(agentName) },
      { text: printable(userId) },
      { text: fromNow(createdAt, now) },
      { text: span(('endedAt' in execution ? execution.endedAt : now) - createdAt) },
      deliveryCell(execution, ink),
    ];
  });
  const { head, body } = textTable(COLUMNS, rows, width);
  return [ink.strong(head), ...body];
}

function deliveryCell(execution: Execution, ink: Output['ink']): Cell {
  if (!('delivery' in execution)) return { text: '' };
  const { acknowledgedAt, overdueAt } = execution.delivery;
  if (acknowledgedAt !== null) return { text: 'acknowledged', paint: ink.faint };
  return overdueAt === null
    ? { text: 'waiting', paint: ink.warn }
    : { text: 'overdue', paint: ink.bad };
}
