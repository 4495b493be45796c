import type { GoldenPathRun } from './conclude.js';
import type { FaultCounts } from './fault-counts.js';
import { FAULT_KINDS } from './fault-kind.js';
import { runGoldenPath } from './golden-path.js';
import { planJourneys } from './journey-plan.js';
import { Outbox } from './outbox.js';
import { LOCAL_PACE } from './pace.js';

// these are real runs: a busy machine takes its time
jest.setTimeout(60_000);

const ONCE_EACH = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 1]));
const IMPATIENT = { ...LOCAL_PACE, answerWithinMs: 1_500 };

function plan(journeys: number, faults: FaultCounts = {}) {
  return planJourneys({ seed: 7, journeys, users: 6, faults });
}

function criterion({ report }: GoldenPathRun, name: string) {
  return report.verdict.criteria.find((found) => found.name === name);
}

describe('a run that meets every kind of fault', () => {
  let run: GoldenPathRun;
  beforeAll(async () => {
    run = await runGoldenPath({ seed: 7, plan: plan(30, ONCE_EACH) });
  });

  it('ends each of them as it is designed to end', () => {
    const rows = run.report.faults;
    expect(rows.map(({ kind }) => kind)).toEqual([null, ...FAULT_KINDS]);
    expect(rows.filter(({ journeys, asDesigned }) => journeys !== asDesigned)).toEqual([]);
  });

  it('tells every user something they can read, in time', () => {
    expect(criterion(run, 'chat response reliability')).toMatchObject({ successes: 30 });
    expect(run.report.unfinished.filter(({ message }) => message.trim() === '')).toEqual([]);
  });

  it('leaves nothing that an auditor objects to', () => {
    const { audit } = run.report;
    expect(audit.violations).toEqual([]);
    expect(audit.data).toMatchObject({ executions: 30, acknowledged: 30, open: 0, unwitnessed: 0 });
    expect(audit.data.records).toBeGreaterThan(60);
  });

  it('shows clients the states of the histories, fact for fact', () => {
    expect(run.report.disagreements).toEqual([]);
    expect(run.report.audit.data.frames).toBe(run.report.audit.data.facts - 30);
  });

  it('does not call thirty journeys a proof', () => {
    expect(run.report.verdict.met).toBe(false);
    expect(criterion(run, 'chat response reliability')).toMatchObject({ met: false });
  });
});

describe('a defect', () => {
  const send = Outbox.prototype.send;
  afterEach(() => {
    Outbox.prototype.send = send;
  });

  /** A gateway that swallows one frame of a type. */
  function swallow(type: string): void {
    let left = 1;
    Outbox.prototype.send = function (this: Outbox, frame: object & { type?: string }) {
      return frame.type === type && left-- > 0 ? Promise.resolve() : send.call(this, frame);
    };
  }

  it.each([
    ['an answer', 'agent_completed', {}],
    ['an error', 'agent_error', { agent_throws: 1 }],
  ])('that swallows %s shows as a silent failure', async (_, type, faults) => {
    swallow(type);
    const run = await runGoldenPath({ seed: 7, plan: plan(6, faults), pace: IMPATIENT });
    expect(run.report.audit.counts).toMatchObject({ silent_failure: 1 });
    expect(criterion(run, 'silent failures')).toMatchObject({ count: 1, met: false });
    expect(run.report.disagreements).toMatchObject([{ reader: 'client' }]);
    expect(run.report.faults.map(({ ends }) => ends.nothing ?? 0)).toContain(1);
  });

  it('that swallows a frame in the middle shows as a gap and as a reader that differs', async () => {
    swallow('tool_executing');
    const run = await runGoldenPath({ seed: 7, plan: plan(6), pace: IMPATIENT });
    expect(run.report.audit.counts).toMatchObject({ frame_gap: 1 });
    expect(criterion(run, 'readers that differ')).toMatchObject({ count: 1, met: false });
  });

  it('that repeats frames shows as a repetition', async () => {
    Outbox.prototype.send = async function (this: Outbox, frame: object & { type?: string }) {
      await send.call(this, frame);
      if (frame.type === 'agent_started') await send.call(this, frame);
    };
    const run = await runGoldenPath({ seed: 7, plan: plan(6), pace: IMPATIENT });
    expect(run.report.audit.counts).toMatchObject({ frame_repeated: 6 });
    expect(run.report.verdict.met).toBe(false);
  });
});

describe('a run without faults', () => {
  it('proves all criteria once it is long enough', async () => {
    const run = await runGoldenPath({ seed: 7, plan: plan(300) });
    expect(run.report.verdict.criteria.filter(({ met }) => !met)).toEqual([]);
    expect(run.report.verdict.met).toBe(true);
    expect(run.report.unfinished).toEqual([]);
  });
});
