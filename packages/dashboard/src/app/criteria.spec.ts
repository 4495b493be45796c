import fc from 'fast-check';
import { EXECUTION_STATES, type ExecutionState } from '@tracker/state';
import type { CriteriaBucket } from './answers.js';
import { CRITERIA, isJudged, prove, verdictOf } from './criteria.js';

const [completion, reliability, silent] = CRITERIA as [
  (typeof CRITERIA)[number],
  (typeof CRITERIA)[number],
  (typeof CRITERIA)[number],
];

const none = Object.fromEntries(EXECUTION_STATES.map((state) => [state, 0])) as Record<
  ExecutionState,
  number
>;

type Counts = Partial<Record<ExecutionState | 'told' | 'late' | 'overdue', number>>;

function bucket({ told = 0, late = 0, overdue = 0, ...byState }: Counts): CriteriaBucket {
  return {
    ...{ from: 0, until: 60_000, deliveredInTime: told, deliveredLate: late, overdue },
    byState: { ...none, ...byState },
  };
}

it('proves with the exact bound: 59 of 59 are more than 95 %, 58 of 58 are not yet', () => {
  const of = (count: number) => prove(completion, [bucket({ completed: count })]);
  expect(of(59).bound).toBeCloseTo(0.05 ** (1 / 59), 10);
  expect(verdictOf(completion, of(59))).toBe('met');
  expect(verdictOf(completion, of(58))).toBe('unproven');
});

it('says of nothing that it knows nothing', () => {
  for (const criterion of CRITERIA) {
    const proven = prove(criterion, [bucket({})]);
    expect(proven).toMatchObject({ trials: 0, seen: null, bound: null });
    expect(verdictOf(criterion, proven)).toBe('unknown');
  }
});

it('misses what was seen to be missed', () => {
  const bad = [bucket({ completed: 90, failed: 10, told: 98, overdue: 2 })];
  const verdicts = CRITERIA.map((criterion) => verdictOf(criterion, prove(criterion, bad)));
  expect(verdicts).toEqual(['missed', 'missed', 'missed']);
});

it('takes a cancel for neither a success nor a failure, and word that came late for no silence', () => {
  expect(prove(completion, [bucket({ completed: 9, cancelled: 91 })]).seen).toBe(1);
  const late = [bucket({ told: 98, late: 2 })];
  expect([prove(reliability, late).seen, prove(silent, late).seen]).toEqual([0.98, 0]);
  expect([bucket({}), bucket({ cancelled: 3 }), bucket({ late: 1 })].map(isJudged)).toEqual([
    false,
    false,
    true,
  ]);
});

it('bounds how many silent failures there may be from above', () => {
  const proven = prove(silent, [bucket({ told: 300 })]);
  expect(proven.bound).toBeCloseTo(1 - 0.05 ** (1 / 300), 10);
  expect(verdictOf(silent, proven)).toBe('met');
});

it('judges the spans together as one sample', () => {
  const counts = fc.record({ told: fc.nat(30), overdue: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 6 }), (spans) => {
      const told = spans.reduce((sum, one) => sum + one.told, 0);
      const overdue = spans.reduce((sum, one) => sum + one.overdue, 0);
      expect(prove(reliability, spans.map(bucket))).toEqual(
        prove(reliability, [bucket({ told, overdue })]),
      );
    }),
  );
});
