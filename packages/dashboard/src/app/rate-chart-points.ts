import type { CriteriaBucket } from './answers.js';
import { prove, type Criterion, type Proven } from './criteria.js';

/** A span of time in a chart: its place from left to right, and what was seen and is proven. */
export interface ChartPoint {
  readonly bucket: CriteriaBucket;
  readonly proven: Proven;
  /** The middle, 0 … 1. */
  readonly x: number;
}

/** The spans in which there was something to judge, and the lowest and highest share that the chart has to show. */
export function chartPoints(criterion: Criterion, buckets: readonly CriteriaBucket[]) {
  const points: ChartPoint[] = buckets.map((bucket, index) => ({
    bucket,
    proven: prove(criterion, [bucket]),
    x: (index + 0.5) / buckets.length,
  }));
  const filled = points.filter(({ proven }) => proven.trials > 0);
  const shares = filled.flatMap(({ proven: { seen, bound } }) => [seen ?? 0, bound ?? 0]);
  const [low, high] = criterion.kind === 'above' ? [0, 1] : [0, Math.max(0.01, ...shares)];
  return { points: filled, low, high };
}
