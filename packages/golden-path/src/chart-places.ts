import { AGENT_EXECUTION_PHASES, stateOfPhase, type AgentExecutionPhase } from '@tracker/state';
import { endClass } from './chart-faults.js';
import { FAULTS, FAULT_KINDS, type FaultKind } from './fault-kind.js';
import { MOMENTS, judgeFault, type Moment } from './fault-matrix.js';
import type { FaultRow } from './fault-table.js';
import { html, type Markup } from './html.js';

const WIDTH = 880;
const LEFT = 150;
const TOP = 112;
const ROW = 22;
const COLUMN = (WIDTH - LEFT) / AGENT_EXECUTION_PHASES.length;
const BOX = { width: 20, height: 16, gap: 3 };

interface Spot {
  readonly kind: FaultKind;
  readonly phase: AgentExecutionPhase;
  readonly moment: Moment;
  readonly x: number;
  readonly y: number;
}

/** A filled box where the fault struck, an empty one where it could have, and none where it can't. */
function spot({ kind, phase, moment, x, y }: Spot, struck: boolean): Markup {
  if (typeof judgeFault({ kind, phase, moment }) === 'object') return html``;
  return html`<g class="${endClass(stateOfPhase(phase))}">
    <title>
      ${FAULTS[kind].label} ${moment} ${phase}: ${struck ? 'struck' : 'did not come up'}
    </title>
    <rect
      class="cell"
      x="${x.toFixed(1)}"
      y="${y}"
      width="${BOX.width}"
      height="${BOX.height}"
      rx="3"
      fill-opacity="${struck ? 0.9 : 0}"
    />
  </g>`;
}

function line(kind: FaultKind, index: number, rows: readonly FaultRow[]): Markup {
  const y = TOP + index * ROW;
  const places = rows.filter((row) => row.kind === kind).flatMap((row) => row.places);
  const spots = AGENT_EXECUTION_PHASES.flatMap((phase, column) =>
    MOMENTS.map((moment, half) => {
      const x = LEFT + column * COLUMN + half * (BOX.width + BOX.gap);
      return spot({ kind, phase, moment, x, y }, places.includes(`${moment} ${phase}`));
    }),
  );
  return html`<text class="label" x="0" y="${y + 13}"
      ><title>${FAULTS[kind].meaning}</title>${FAULTS[kind].label}</text
    >
    ${spots}`;
}

/** Where each kind of fault struck: at which phase, before its commit or after it. */
export function placesChart(rows: readonly FaultRow[]): Markup {
  const heads = AGENT_EXECUTION_PHASES.map((phase, column) => {
    const x = (LEFT + column * COLUMN + BOX.width).toFixed(1);
    const y = TOP - 10;
    return html`<text class="tick" x="${x}" y="${y}" transform="rotate(-40 ${x} ${y})"
      >${phase}</text
    >`;
  });
  return html`<svg
    viewBox="0 0 ${WIDTH + 110} ${TOP + FAULT_KINDS.length * ROW}"
    role="img"
    aria-label="Faults by the phase at which they struck, before and after its commit"
  >
    ${heads} ${FAULT_KINDS.map((kind, index) => line(kind, index, rows))}
  </svg>`;
}
