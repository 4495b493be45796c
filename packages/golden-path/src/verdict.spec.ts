import { createAudit } from '@tracker/audit';
import { AgentFrameType, type AgentFrame } from './agent-frames.js';
import type { JourneyResult } from './journey.js';
import { planJourneys } from './journey-plan.js';
import { judgeRun, type Findings } from './verdict.js';

const PLAN = planJourneys({ seed: 1, journeys: 400, users: 4, faults: {} });

/** The end of a journey's run as a frame, as far as a verdict looks at it. */
function frame(fields: Partial<AgentFrame>): AgentFrame {
  return { type: AgentFrameType.COMPLETED, ...fields } as AgentFrame;
}

function results(changed: Partial<JourneyResult> = {}, count = 0): readonly JourneyResult[] {
  return PLAN.map((journey, index) => ({
    journey,
    sentAt: 0,
    answeredMs: 10,
    acknowledged: true,
    outcome: frame({ answer: journey.question.expects.join(' ') }),
    ...(index < count ? changed : {}),
  }));
}

function judge(changed: Partial<Findings>) {
  const audit = createAudit();
  audit.add({ kind: 'transcript', userId: 'ann', frames: [] });
  const findings = {
    results: results(),
    audit: audit.finish(),
    disagreements: [],
    executions: PLAN.length,
    expectation: { scripted: true },
    ...changed,
  };
  const { met, criteria } = judgeRun(findings);
  return { met, missed: criteria.filter((found) => !found.met).map(({ name }) => name) };
}

const ERROR = frame({ type: AgentFrameType.ERROR, message: 'Please try again.' });

describe('the verdict', () => {
  it('is met when everything went well often enough', () => {
    expect(judge({})).toEqual({ met: true, missed: [] });
  });

  it('is not met by a good share that is no proof', () => {
    const few = results().slice(0, 50);
    expect(judge({ results: few }).missed).toEqual([
      'golden path completion',
      'chat response reliability',
    ]);
  });

  it('is not met by no journeys at all', () => {
    expect(judge({ results: [], executions: 0 }).met).toBe(false);
  });

  it.each<[string, Partial<JourneyResult>, number, readonly string[]]>([
    ['errors that users can read', { outcome: ERROR }, 30, ['golden path completion']],
    ['a few errors', { outcome: ERROR }, 8, []],
    ['wrong answers', { outcome: frame({ answer: 'no idea' }) }, 30, ['golden path completion']],
    ['answers never acknowledged', { acknowledged: false }, 30, ['golden path completion']],
    [
      'one user who got nothing',
      { outcome: null },
      1,
      ['chat response reliability', 'silent failures'],
    ],
    [
      'one error without words',
      { outcome: { ...ERROR, message: ' ' } },
      1,
      ['chat response reliability', 'silent failures'],
    ],
  ])('weighs %s', (_, changed, count, missed) => {
    expect(judge({ results: results(changed, count) })).toEqual({
      met: missed.length === 0,
      missed,
    });
  });

  it('counts a silent failure that only the auditor saw', () => {
    const { audit } = { audit: createAudit().finish() };
    const silent = { ...audit, counts: { silent_failure: 1 }, data: { ...audit.data, lines: 9 } };
    expect(judge({ audit: silent }).missed).toEqual(['silent failures']);
  });

  it('is not met when one reader differs', () => {
    const disagreements = [{ executionId: 'e1', reader: 'client' as const, message: 'x' }];
    expect(judge({ disagreements }).missed).toEqual(['readers that differ']);
  });

  it('is not met when the auditor objects', () => {
    const audit = createAudit();
    audit.add('no history');
    expect(judge({ audit: audit.finish() }).missed).toEqual(['audit violations']);
  });

  it('takes any answer of a model whose words nobody knows', () => {
    const odd = results({ outcome: frame({ answer: 'no idea' }) }, 400);
    expect(judge({ results: odd, expectation: { scripted: false } }).met).toBe(true);
  });
});
