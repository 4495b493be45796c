import { stateOfPhase } from '@tracker/state';
import { endClass } from './chart-faults.js';
import { html, type Markup } from './html.js';
import type { Latency } from './latency.js';
import { logScale, type Scale } from './scale.js';
import { count, duration } from './words.js';

const WIDTH = 880;
const LEFT = 190;
const RIGHT = 700;
const ROW = 30;
const TOP = 30;

/** The first power of ten that nothing exceeds. */
function axisEnd(latencies: readonly Latency[]): number {
  const longest = Math.max(10, ...latencies.map(({ max }) => max));
  return 10 ** Math.ceil(Math.log10(longest));
}

function ticks(end: number, x: Scale, height: number): readonly Markup[] {
  return Array.from({ length: Math.round(Math.log10(end)) + 1 }, (_, power) => {
    const at = x(10 ** power);
    return html`<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 8}" y2="${height}" />
      <text class="tick" x="${at}" y="14" text-anchor="middle">${duration(10 ** power)}</text>`;
  });
}

function bar(latency: Latency, x: Scale, index: number): Markup {
  const { name, phase, count: stays, p50, p90, p99, max } = latency;
  const y = TOP + index * ROW + ROW / 2;
  const colour = phase === null ? 'whole' : endClass(stateOfPhase(phase));
  return html`<g class="${colour}">
    <title>
      ${name}: ${count(stays)} measured, half within ${duration(p50)}, 90 % within ${duration(p90)},
      99 % within ${duration(p99)}, all within ${duration(max)}
    </title>
    <text class="label" x="0" y="${y + 4}">${name}</text>
    <line class="whisker" x1="${x(p50)}" x2="${x(max)}" y1="${y}" y2="${y}" />
    <rect
      class="box"
      x="${x(p50)}"
      y="${y - 7}"
      width="${Math.max(3, x(p90) - x(p50))}"
      height="14"
      rx="3"
    />
    <line class="mark" x1="${x(p99)}" x2="${x(p99)}" y1="${y - 7}" y2="${y + 7}" />
    <text class="tick" x="${WIDTH}" y="${y + 4}" text-anchor="end"
      >${duration(p50)} · ${duration(p99)} · ${duration(max)}</text
    >
  </g>`;
}

/** How long the journey and each phase took: a box from the median to 90 %, a mark at 99 %, a line to the longest. */
export function latencyChart(latencies: readonly Latency[]): Markup {
  const height = TOP + latencies.length * ROW;
  const end = axisEnd(latencies);
  const x = logScale({ values: [1, end], places: [LEFT, RIGHT] });
  return html`<svg viewBox="0 0 ${WIDTH} ${height + 4}" role="img" aria-label="Durations by phase">
    <text class="tick" x="${WIDTH}" y="14" text-anchor="end">50 % · 99 % · max</text>
    ${ticks(end, x, height)} ${latencies.map((latency, index) => bar(latency, x, index))}
  </svg>`;
}
