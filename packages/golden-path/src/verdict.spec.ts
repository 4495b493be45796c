import { NOTHING_COUNTED, addCounts, type Counts } from './counts.js';
import { judgeCounts, type Processes } from './verdict.js';

const FINE: Counts = {
  ...NOTHING_COUNTED,
  journeys: 400,
  complete: 400,
  answered: 400,
  executions: 400,
  lines: 9_000,
};
const PROCESSES: Processes = { started: 5, killed: [], fallen: [] };

function judge(changed: Partial<Counts>, processes: Partial<Processes> = {}) {
  const { met, criteria } = judgeCounts({ ...FINE, ...changed }, { ...PROCESSES, ...processes });
  return { met, missed: criteria.filter((found) => !found.met).map(({ name }) => name) };
}

describe('the verdict', () => {
  it('is met when everything went well often enough', () => {
    expect(judge({})).toEqual({ met: true, missed: [] });
  });

  it('is not met by a good share that is no proof', () => {
    expect(judge({ journeys: 50, complete: 50, answered: 50 }).missed).toEqual([
      'golden path completion',
      'chat response reliability',
    ]);
  });

  it('is not met by no journeys at all', () => {
    expect(judgeCounts(NOTHING_COUNTED, PROCESSES).met).toBe(false);
  });

  it.each<[string, Partial<Counts>, readonly string[]]>([
    ['journeys that were not completed', { complete: 370 }, ['golden path completion']],
    ['a few of them', { complete: 392 }, []],
    ['users who got nothing', { answered: 390 }, ['chat response reliability']],
    ['one silent failure', { silent: 1 }, ['silent failures']],
    ['one reader that differs', { differing: 1 }, ['readers that differ']],
    ['one objection of the auditor', { violations: 1 }, ['audit violations']],
  ])('weighs %s', (_, changed, missed) => {
    expect(judge(changed)).toEqual({ met: missed.length === 0, missed });
  });

  it('takes a process that was killed for killed, and one that fell for a defect', () => {
    expect(judge({}, { killed: ['worker-1#4'] }).met).toBe(true);
    expect(judge({}, { fallen: ['worker-1#4'] }).missed).toEqual(['processes that fell']);
  });

  it('draws on the sum of all rounds', () => {
    const sum = addCounts(FINE, { ...FINE, silent: 1 });
    expect(sum).toMatchObject({ journeys: 800, complete: 800, silent: 1, lines: 18_000 });
  });
});
