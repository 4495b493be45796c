import { FAULT_KINDS } from './fault-kind.js';
import { CELLS } from './fault-matrix.js';
import type { GoldenPathReport } from './report.js';
import { aPlan, criterion, oneOfEach, play } from './run.fixture.js';

// real processes on a machine that may be busy
jest.setTimeout(120_000);

/** A worker's death in the middle of a run: what only a sweeper can end. */
const DEATH = CELLS.filter(
  ({ kind, phase, moment }) =>
    kind === 'worker_killed' && phase === 'tool_execution' && moment === 'after',
);

describe('gateways and workers over one SQLite file, under every kind of fault', () => {
  let report: GoldenPathReport;

  beforeAll(async () => {
    // first those that a worker's death might keep from striking, then the deaths
    const others = FAULT_KINDS.filter((kind) => kind !== 'worker_killed');
    const deaths = [...oneOfEach(3, ['worker_killed']), ...DEATH];
    const rounds = [
      { seed: 7, plan: aPlan({ journeys: 60, users: 10, faults: oneOfEach(3, others) }) },
      { seed: 8, plan: aPlan({ journeys: 20, users: 10, faults: deaths }) },
    ];
    report = await play(rounds[0]?.plan ?? [], { rounds });
  });

  it('meets each of them', () => {
    const struck = report.faults.filter((row) => row.struck > 0).map(({ kind }) => kind);
    expect(struck).toEqual([...FAULT_KINDS]);
    expect(report.processes.killed.map((name) => name.split('-')[0]).sort()).toEqual(
      expect.arrayContaining(['gateway', 'worker']),
    );
  });

  it('ends every journey as it is designed to end', () => {
    expect(report.faults.filter(({ journeys, asDesigned }) => journeys !== asDesigned)).toEqual([]);
  });

  it('tells every user something they can read, in time', () => {
    expect(criterion(report, 'chat response reliability')).toMatchObject({ successes: 80 });
    expect(criterion(report, 'silent failures')).toMatchObject({ count: 0, met: true });
  });

  it('shows all readers one state, fact for fact', () => {
    expect(report.disagreements).toEqual([]);
    // of the last round; what follows an end is told to nobody
    expect(report.audit.data.frames).toBe(report.audit.data.facts - 20);
  });

  it('leaves nothing that an auditor objects to', () => {
    const { audit } = report;
    expect(audit.violations).toEqual([]);
    expect(audit.data).toMatchObject({ executions: 20, acknowledged: 20, open: 0, unwitnessed: 0 });
  });

  it('loses no process that was not killed', () => {
    expect(report.processes.fallen).toEqual([]);
  });

  it('does not call eighty journeys a proof', () => {
    expect(report.verdict.met).toBe(false);
  });
});
