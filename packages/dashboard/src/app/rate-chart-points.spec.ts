import { EXECUTION_STATES } from '@tracker/state';
import type { CriteriaBucket } from './answers.js';
import { CRITERIA, type Criterion } from './criteria.js';
import { chartPoints } from './rate-chart-points.js';

const [completion, , silent] = CRITERIA as readonly [Criterion, Criterion, Criterion];

function bucket(answered: number, overdue = 0): CriteriaBucket {
  const byState = Object.fromEntries(EXECUTION_STATES.map((state) => [state, 0]));
  byState['completed'] = answered;
  const told = { deliveredInTime: answered, deliveredLate: 0, overdue };
  return { from: 0, until: 1, byState: byState as CriteriaBucket['byState'], ...told };
}

it('leaves spans out of which nothing is known, and keeps the places of the others', () => {
  const { points } = chartPoints(completion, [bucket(0), bucket(5), bucket(0), bucket(5)]);
  expect(points.map(({ x }) => x)).toEqual([0.375, 0.875]);
});

it('has room for every bound and for the target', () => {
  const { points, low, high } = chartPoints(completion, [bucket(1), bucket(500)]);
  for (const { proven } of points) expect(proven.bound).toBeGreaterThanOrEqual(low);
  expect([low, high]).toEqual([0, 1]);
  expect(chartPoints(completion, [bucket(500)]).low).toBe(0.9);
});

it('shows how many there may still be, even of none', () => {
  const { low, high, points } = chartPoints(silent, [bucket(100)]);
  expect([low, high]).toEqual([0, 0.1]);
  expect(points[0]?.proven.seen).toBe(0);
});
