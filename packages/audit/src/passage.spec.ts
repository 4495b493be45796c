import { MAX_DETAILED_FACTS, type HistoryEvent } from '@tracker/state';
import { auditHistory } from './index.js';
import { LegalLife } from './legal-life.fixture.js';

/** A life whose history became so long that stays were summed up: once seven, once two that took no time. */
function longLife(facts = MAX_DETAILED_FACTS): LegalLife {
  const life = new LegalLife({ executionId: 'long', userId: 'ann', at: 1_000 });
  life.wait(10).change('starting').wait(10).change('running').wait(10);
  for (let seq = 3; seq < facts; seq++) life.progress();
  return life.passThrough(7, 3).passThrough(2, 0).endUnhappily('failed').acknowledge();
}

const codes = (lines: readonly unknown[]): readonly string[] => [
  ...new Set(auditHistory(lines).violations.map(({ code }) => code)),
];

/** The lines of a long life with the first sum of stays changed. */
function with_(passed: object): readonly HistoryEvent[] {
  const lines = longLife().events;
  const index = lines.findIndex((line) => 'passed' in line);
  return lines.map((line, at) => (at === index ? ({ ...line, passed } as HistoryEvent) : line));
}

describe('stays that are summed up', () => {
  it('are certified late in a history', () => {
    expect(codes(longLife().events)).toEqual([]);
  });

  it('are refused early in a history', () => {
    expect(codes(longLife(MAX_DETAILED_FACTS - 1).events)).toContain('illegal_phase_move');
  });

  it.each([
    [
      'too little time',
      { thinking: { count: 4, totalMs: 21 }, llm_interaction: { count: 3, totalMs: 8 } },
    ],
    [
      'too much time',
      { thinking: { count: 4, totalMs: 23 }, llm_interaction: { count: 3, totalMs: 9 } },
    ],
    ['no stay in the phase that was left', { llm_interaction: { count: 3, totalMs: 31 } }],
  ])('with %s are found', (_, passed) => {
    expect(codes(with_(passed))).toContain('phase_time_lost');
  });

  it('over another state are found', () => {
    const passed = { thinking: { count: 4, totalMs: 22 }, completing: { count: 3, totalMs: 9 } };
    expect(codes(with_(passed))).toContain('illegal_phase_move');
  });
});
