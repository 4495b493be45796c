import type { CriteriaBucket } from './answers.js';
import { prove, type Criterion, type Proven } from './criteria.js';

/** A span of time in a chart: its place from left to right, and what was seen and is proven. */
export interface ChartPoint {
  readonly bucket: CriteriaBucket;
  readonly proven: Proven;
  /** The middle, 0 … 1. */
  readonly x: number;
}

/** The spans in which there was something to judge, and the shares between which they lie. */
export function chartPoints(criterion: Criterion, buckets: readonly CriteriaBucket[]) {
  const points: ChartPoint[] = buckets.map((bucket, index) => ({
    bucket,
    proven: prove(criterion, [bucket]),
    x: (index + 0.5) / buckets.length,
  }));
  const filled = points.filter(({ proven }) => proven.trials > 0);
  const shares = filled.flatMap(({ proven: { seen, bound } }) => [seen ?? 0, bound ?? 0]);
  return { points: filled, ...axisOf(criterion, shares) };
}

/** An axis that begins, or ends, at a round step beyond everything that is to be shown. */
function axisOf({ kind, target }: Criterion, shares: readonly number[]) {
  if (kind === 'none')
    return { low: 0, high: Math.max(0.1, Math.ceil(Math.max(...shares, 0) * 10) / 10) };
  const lowest = Math.min(target, ...shares);
  return { low: Math.max(0, Math.min(0.9, Math.floor(lowest * 10) / 10)), high: 1 };
}
