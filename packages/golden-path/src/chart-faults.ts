import { PRESENTATION } from '@tracker/state';
import type { FaultRow, SeenEnd } from './fault-table.js';
import { html, type Markup } from './html.js';
import { SEEN_ENDS } from './render-terminal.js';

const WIDTH = 880;
const LEFT = 190;
const CELL = { width: 104, height: 30, gap: 4 };
const TOP = 34;

/** How a way of ending is called. */
export function endLabel(end: SeenEnd): string {
  return end === 'nothing' ? 'Nothing' : PRESENTATION[end].label;
}

/** The class that gives something the colour of a state. */
export function endClass(end: string): string {
  return `state-${end}`;
}

function place(column: number): number {
  return LEFT + column * (CELL.width + CELL.gap);
}

function cell(row: FaultRow, end: SeenEnd, at: { x: number; y: number }): Markup {
  const number = row.ends[end] ?? 0;
  const designed = end !== 'nothing' && row.designed[end] ? 'designed' : '';
  // the square root keeps a single stray journey visible
  const strength = number === 0 ? 0 : 0.18 + 0.82 * Math.sqrt(number / row.journeys);
  const { x, y } = at;
  const dark = strength > 0.6 ? 'on-strong' : '';
  return html`<g class="${endClass(end)}">
    <title>${row.label}: ${number} of ${row.journeys} ended as ${endLabel(end)}</title>
    <rect
      class="cell ${designed}"
      x="${x}"
      y="${y}"
      width="${CELL.width}"
      height="${CELL.height}"
      rx="4"
      fill-opacity="${strength.toFixed(2)}"
    />
    <text
      class="number ${dark} ${number === 0 ? 'zero' : ''}"
      x="${x + CELL.width / 2}"
      y="${y + 20}"
      text-anchor="middle"
      >${number === 0 ? '·' : number}</text
    >
  </g>`;
}

function line(row: FaultRow, index: number): Markup {
  const y = TOP + index * (CELL.height + CELL.gap);
  return html`<text class="label" x="0" y="${y + 20}"
      ><title>${row.meaning}</title>${row.label}</text
    >
    <text class="tick" x="${LEFT - 14}" y="${y + 20}" text-anchor="end">${row.journeys}</text>
    ${SEEN_ENDS.map((end, column) => cell(row, end, { x: place(column), y }))}`;
}

/** Each kind of fault and how its journeys ended; the framed cell is the end by design. */
export function faultsChart(rows: readonly FaultRow[]): Markup {
  const height = TOP + rows.length * (CELL.height + CELL.gap);
  const heads = SEEN_ENDS.map(
    (end, column) =>
      html`<text class="tick" x="${place(column) + CELL.width / 2}" y="18" text-anchor="middle"
        >${endLabel(end)}</text
      >`,
  );
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-label="Faults and how their journeys ended"
  >
    ${heads} ${rows.map(line)}
  </svg>`;
}
