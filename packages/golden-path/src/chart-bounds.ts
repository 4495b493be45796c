import { criterionWords } from './criterion-words.js';
import { html, type Markup } from './html.js';
import { linearScale, type Scale } from './scale.js';
import type { RateCriterion, Verdict } from './verdict.js';

const WIDTH = 880;
const LEFT = 340;
const RIGHT = 850;
const ROW = 64;
const TOP = 30;

/** The left end of the axis: a round step below everything that is to be shown. */
function axisStart(rates: readonly RateCriterion[]): number {
  const lowest = Math.min(...rates.flatMap(({ lowerBound, target }) => [lowerBound, target]));
  return Math.max(0, Math.floor((lowest - 0.005) * 20) / 20);
}

function ticks(start: number, x: Scale, height: number): readonly Markup[] {
  const steps = 5;
  return Array.from({ length: steps + 1 }, (_, index) => {
    const share = start + ((1 - start) * index) / steps;
    return html`<line
        class="grid"
        x1="${x(share)}"
        x2="${x(share)}"
        y1="${TOP - 8}"
        y2="${height}"
      />
      <text class="tick" x="${x(share)}" y="14" text-anchor="middle"
        >${(share * 100).toFixed(0)} %</text
      >`;
  });
}

function bar(rate: RateCriterion, x: Scale, index: number): Markup {
  const y = TOP + index * ROW + ROW / 2;
  const { seen, bound, target } = criterionWords(rate);
  const observed = rate.trials === 0 ? 0 : rate.successes / rate.trials;
  return html`<g class="${rate.met ? 'good' : 'bad'}">
    <text class="label" x="0" y="${y - 4}">${rate.name}</text>
    <text class="tick" x="0" y="${y + 14}">${seen} · proven ${bound} · target ${target}</text>
    <rect
      class="proven"
      x="${x(rate.lowerBound)}"
      y="${y - 9}"
      width="${x(1) - x(rate.lowerBound)}"
      height="18"
      rx="3"
    />
    <line
      class="target"
      x1="${x(rate.target)}"
      x2="${x(rate.target)}"
      y1="${y - 18}"
      y2="${y + 18}"
    />
    <circle class="seen" cx="${x(observed)}" cy="${y}" r="5" />
  </g>`;
}

/** The rates with what is proven of them, against their targets. */
export function boundsChart({ criteria }: Verdict): Markup {
  const rates = criteria.filter((criterion) => criterion.kind === 'rate');
  const height = TOP + rates.length * ROW;
  const start = axisStart(rates);
  const x = linearScale({ values: [start, 1], places: [LEFT, RIGHT] });
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height + 4}"
    role="img"
    aria-label="Success rates with their lower bounds"
  >
    ${ticks(start, x, height)} ${rates.map((rate, index) => bar(rate, x, index))}
  </svg>`;
}
