import { launchSource } from './launch-source.fixture.js';
import { LOCAL_PACE } from './pace.js';
import type { GoldenPathReport } from './report.js';
import { aPlan, criterion, play } from './run.fixture.js';

// real processes on a machine that may be busy
jest.setTimeout(120_000);

const launch = launchSource((role) =>
  role === 'gateway' ? 'broken-gateway.fixture.ts' : 'part-main.ts',
);

/** Plays a few journeys at gateways with a defect. */
async function playWith(defect: string): Promise<GoldenPathReport> {
  process.env['GOLDEN_PATH_DEFECT'] = defect;
  try {
    const plan = aPlan({ journeys: 8, users: 4, seed: 11 });
    return await play(plan, { launch, pace: { ...LOCAL_PACE, answerWithinMs: 4_000 } });
  } finally {
    delete process.env['GOLDEN_PATH_DEFECT'];
  }
}

describe('a defect put back into the gateway', () => {
  it('that swallows answers shows as silent failures', async () => {
    const report = await playWith('swallows_answer');
    expect(report.audit.counts).toMatchObject({ silent_failure: expect.any(Number) });
    expect(criterion(report, 'silent failures')).toMatchObject({ met: false });
    expect(report.disagreements[0]).toMatchObject({ reader: 'client' });
    expect(report.faults[0]?.ends.nothing).toBeGreaterThan(0);
    expect(report.verdict.met).toBe(false);
  });

  it('that changes answers shows as a lost answer', async () => {
    const report = await playWith('changes_answer');
    expect(report.audit.counts).toMatchObject({ frame_contradicts_history: expect.any(Number) });
    expect(criterion(report, 'golden path completion')?.met).toBe(false);
    expect(criterion(report, 'audit violations')).toMatchObject({ met: false });
  });

  it('that tells one user of another shows as a foreign event', async () => {
    const report = await playWith('tells_another');
    expect(Object.keys(report.audit.counts).join()).toMatch(/foreign|scope|user/);
    expect(criterion(report, 'audit violations')).toMatchObject({ met: false });
  });

  it('that swallows a frame in the middle shows as a gap and as a reader that differs', async () => {
    const report = await playWith('swallows_tool');
    expect(report.audit.counts).toMatchObject({ frame_gap: expect.any(Number) });
    expect(criterion(report, 'readers that differ')).toMatchObject({ met: false });
  });

  it('that repeats itself shows as a repetition', async () => {
    const report = await playWith('repeats');
    expect(report.audit.counts).toMatchObject({ frame_repeated: expect.any(Number) });
    expect(report.verdict.met).toBe(false);
  });
});
