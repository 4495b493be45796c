import { stateOfPhase } from '@tracker/state';
import { endClass, endLabel } from './chart-faults.js';
import { html, type Markup } from './html.js';
import type { Stay } from './latency.js';
import { linearScale, type Scale } from './scale.js';
import type { Timeline } from './timeline.js';
import { duration } from './words.js';

const WIDTH = 880;
const LEFT = 290;
const RIGHT = 690;
const ROW = 26;
const TOP = 30;

/** Journeys drawn at most; a picture of more is none. */
const DRAWN = 60;

function lifetime({ stays }: Timeline): number {
  const [first, last] = [stays[0], stays.at(-1)];
  return first && last ? last.to - first.from : 0;
}

function segment({ phase, from, to }: Stay, x: Scale, at: { start: number; y: number }): Markup {
  const left = x(from - at.start);
  const width = Math.max(1.5, x(to - at.start) - left - 0.5);
  return html`<rect
    class="segment ${endClass(stateOfPhase(phase))} phase-${phase}"
    x="${left}"
    y="${at.y - 7}"
    width="${width}"
    height="14"
  >
    <title>${phase}: ${duration(to - from)}</title>
  </rect>`;
}

function line(timeline: Timeline, x: Scale, index: number): Markup {
  const y = TOP + index * ROW + ROW / 2;
  const start = timeline.stays[0]?.from ?? 0;
  const end = x(lifetime(timeline));
  return html`<g>
    <title>
      ${timeline.journeyId} of ${timeline.userId} (${timeline.executionId ?? 'no execution'}):
      ${timeline.message}
    </title>
    <text class="label" x="0" y="${y + 4}">${timeline.fault}</text>
    ${timeline.stays.map((stay) => segment(stay, x, { start, y }))}
    <circle class="end ${endClass(timeline.end)}" cx="${end + 7}" cy="${y}" r="4.5" />
    <text class="tick" x="${WIDTH}" y="${y + 4}" text-anchor="end"
      >${endLabel(timeline.end)} after ${duration(lifetime(timeline))}</text
    >
  </g>`;
}

/** The lives of the journeys that did not complete, from creation to the end that their users were shown. */
export function timelineChart(timelines: readonly Timeline[]): Markup {
  const drawn = timelines.slice(0, DRAWN);
  const height = TOP + drawn.length * ROW;
  const longest = Math.max(1_000, ...drawn.map(lifetime));
  const x = linearScale({ values: [0, longest], places: [LEFT, RIGHT] });
  const seconds = Array.from({ length: Math.floor(longest / 1_000) + 1 }, (_, second) => {
    const at = x(second * 1_000);
    return html`<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 8}" y2="${height}" />
      <text class="tick" x="${at}" y="14" text-anchor="middle">${second} s</text>`;
  });
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height + 4}"
    role="img"
    aria-label="Timelines of journeys that did not complete"
  >
    ${seconds} ${drawn.map((timeline, index) => line(timeline, x, index))}
  </svg>`;
}

/** What is said below the picture when there was more than it shows. */
export function leftOut(timelines: readonly Timeline[]): string {
  const more = timelines.length - DRAWN;
  return more > 0 ? `${more} more are not drawn; --json has them all.` : '';
}
