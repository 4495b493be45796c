import type { CriteriaBucket } from './answers.js';
import type { Criterion } from './criteria.js';
import { percentText } from './percent-text.js';
import { chartPoints } from './rate-chart-points.js';

const SIZE = { width: 960, height: 168, left: 56, right: 12, top: 10, bottom: 26 };
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

interface RateChartProps {
  readonly criterion: Criterion;
  readonly buckets: readonly CriteriaBucket[];
}

/** A criterion over time: a dot is what was seen in a span, the line under it reaches to what is proven. */
export function RateChart({ criterion, buckets }: RateChartProps) {
  const { points, low, high } = chartPoints(criterion, buckets);
  const { width, height, left, right, top, bottom } = SIZE;
  const x = (share: number): number => left + share * (width - left - right);
  const y = (share: number): number =>
    height - bottom - ((share - low) / (high - low)) * (height - top - bottom);
  const label = `${criterion.name} over time; the table below says the same.`;
  const first = buckets[0];
  const last = buckets.at(-1);
  return (
    <svg class="rate-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[low, (low + high) / 2, high].map((share) => (
        <g key={share}>
          <line class="grid" x1={left} x2={width - right} y1={y(share)} y2={y(share)} />
          <text class="tick" x={left - 8} y={y(share) + 4} text-anchor="end">
            {percentText(share)}
          </text>
        </g>
      ))}
      {criterion.kind === 'above' && (
        <line
          class="target"
          x1={left}
          x2={width - right}
          y1={y(criterion.target)}
          y2={y(criterion.target)}
        />
      )}
      {points.map(({ bucket, proven: { seen, bound, successes, trials }, x: place }) => (
        <g key={bucket.from} class="point">
          <title>
            {CLOCK.format(bucket.from)}: {successes} of {trials}
          </title>
          <line class="proven" x1={x(place)} x2={x(place)} y1={y(seen ?? 0)} y2={y(bound ?? 0)} />
          <line
            class="bound"
            x1={x(place) - 5}
            x2={x(place) + 5}
            y1={y(bound ?? 0)}
            y2={y(bound ?? 0)}
          />
          <circle class="seen" cx={x(place)} cy={y(seen ?? 0)} r="3.5" />
        </g>
      ))}
      {first && last && (
        <>
          <text class="tick" x={left} y={height - 4}>
            {CLOCK.format(first.from)}
          </text>
          <text class="tick" x={width - right} y={height - 4} text-anchor="end">
            {CLOCK.format(last.until)}
          </text>
        </>
      )}
    </svg>
  );
}
