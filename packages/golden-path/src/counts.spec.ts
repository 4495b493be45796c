import { createAudit } from '@tracker/audit';
import type { OutcomeFrame } from '@tracker/client';
import { countRound } from './counts.js';
import type { JourneyResult } from './journey.js';
import { planJourneys } from './journey-plan.js';

const PLAN = planJourneys({ seed: 1, journeys: 20, users: 4, faults: [] });

/** The end of a journey's run as a frame, as far as a count looks at it. */
function frame(fields: object): OutcomeFrame {
  return { type: 'agent_completed', ...fields } as OutcomeFrame;
}

function results(changed: Partial<JourneyResult> = {}, count = 0): readonly JourneyResult[] {
  return PLAN.map((journey, index) => ({
    journey,
    runId: journey.id,
    sentAt: 0,
    refusal: null,
    answeredMs: 10,
    acknowledged: true,
    struck: false,
    outcome: frame({ answer: journey.question.expects.join(' ') }),
    ...(index < count ? changed : {}),
  }));
}

function count(found: readonly JourneyResult[], { scripted = true, silent = 0 } = {}) {
  const audit = createAudit().finish();
  const findings = {
    results: found,
    accounts: found,
    disagreements: [],
    audit: silent === 0 ? audit : { ...audit, counts: { silent_failure: silent } },
  };
  const { complete, answered, silent: told } = countRound(findings, { scripted });
  return { complete, answered, silent: told };
}

const ALL = { complete: 20, answered: 20, silent: 0 };

describe('a journey counts', () => {
  it('as complete with the right answer, in time and acknowledged', () => {
    expect(count(results())).toEqual(ALL);
  });

  it.each<[string, Partial<JourneyResult>, object]>([
    [
      'an error that users can read',
      { outcome: frame({ type: 'agent_error', message: 'Sorry.' }) },
      { complete: 17 },
    ],
    ['a wrong answer', { outcome: frame({ answer: 'no idea' }) }, { complete: 17 }],
    ['an answer never acknowledged', { acknowledged: false }, { complete: 17 }],
    [
      'a message that was refused with a reason',
      { outcome: null, refusal: 'too busy' },
      { complete: 17 },
    ],
    ['nothing at all', { outcome: null }, { complete: 17, answered: 17, silent: 3 }],
    [
      'an error without words',
      { outcome: frame({ type: 'agent_error', message: ' ' }) },
      { complete: 17, answered: 17, silent: 3 },
    ],
  ])('otherwise: %s', (_, changed, expected) => {
    expect(count(results(changed, 3))).toEqual({ ...ALL, ...expected });
  });

  it('as silent when only the auditor saw it', () => {
    expect(count(results(), { silent: 2 })).toEqual({ ...ALL, silent: 2 });
  });

  it('as complete with any answer of a model whose words nobody knows', () => {
    const odd = results({ outcome: frame({ answer: 'no idea' }) }, 20);
    expect(count(odd, { scripted: false })).toEqual(ALL);
  });
});
