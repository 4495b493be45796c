import { MAX_DETAILED_FACTS } from '@tracker/state';
import { CREATED, completed, factAt, facts, running } from './execution.fixture.js';
import { MAX_STAYS, phaseTotals, spanOf, staysOf } from './phase-timeline.js';

const started = { type: 'state_changed', from: 'pending', to: 'starting', owner: 'w-1' };
const ran = { type: 'state_changed', from: 'starting', to: 'running', owner: 'w-1' };
const entered = (from: string, to: string, more: object = {}) => ({
  ...{ type: 'phase_entered', from, to, state: 'running' },
  ...more,
});

it('cuts a history into stays, also where a move of the state brought the phase along', () => {
  const history = facts(CREATED, started, ran, entered('thinking', 'llm_interaction'));
  expect(staysOf(history, 9_000)).toEqual([
    { phase: 'created', from: 1_000, to: 2_000, sums: 1 },
    { phase: 'starting', from: 2_000, to: 3_000, sums: 1 },
    { phase: 'thinking', from: 3_000, to: 4_000, sums: 1 },
    { phase: 'llm_interaction', from: 4_000, to: 9_000, sums: 1 },
  ]);
});

it('ends the last stay with the execution, not with the present', () => {
  const ended = {
    ...{ type: 'ended', from: 'running', to: 'dead', phase: 'thinking' },
    cause: {
      ...{ kind: 'death', evidence: 'silence', lastSignAt: 3_000, limitMs: 1_000, judgedBy: 'w' },
    },
    outcome: { kind: 'error', message: 'It was lost.' },
  };
  const stays = staysOf(facts(CREATED, started, ran, ended), 99_000);
  expect(stays.at(-1)).toMatchObject({ phase: 'thinking', to: 4_000 });
  expect(spanOf(stays)).toEqual({ from: 1_000, to: 4_000 });
});

it('says how many stays a fact of a long history sums up', () => {
  const passed = {
    thinking: { count: 3, totalMs: 100 },
    tool_execution: { count: 2, totalMs: 50 },
  };
  const summary = entered('thinking', 'llm_interaction', { passed });
  const late = factAt(MAX_DETAILED_FACTS + 1, { ...summary, at: 8_000 });
  const stays = staysOf([...facts(CREATED, started, ran), late], 9_000);
  expect(stays[2]).toMatchObject({ phase: 'thinking', sums: 5 });
});

it('draws no more than it says, and those the latest', () => {
  const loops = Array.from({ length: 500 }, (_, n) =>
    n % 2 === 0 ? entered('thinking', 'llm_interaction') : entered('llm_interaction', 'thinking'),
  );
  const stays = staysOf(facts(CREATED, started, ran, ...loops), 999_000);
  expect(stays).toHaveLength(MAX_STAYS);
  expect(stays.at(-1)?.to).toBe(999_000);
});

it('has nothing to draw of nothing', () => {
  expect(spanOf(staysOf([], 5))).toEqual({ from: 0, to: 1 });
});

it('sums up time and loops per phase, the present stay included', () => {
  expect(phaseTotals(running(), 10_000)).toEqual([
    { phase: 'created', count: 1, totalMs: 500, share: 500 / 9_000, present: false },
    { phase: 'starting', count: 1, totalMs: 500, share: 500 / 9_000, present: false },
    { phase: 'thinking', count: 2, totalMs: 5_000, share: 5 / 9, present: true },
    { phase: 'llm_interaction', count: 1, totalMs: 3_000, share: 3 / 9, present: false },
  ]);
});

it('charges no time after the end', () => {
  const totals = phaseTotals(completed(), 99_000);
  expect(totals.reduce((sum, { totalMs }) => sum + totalMs, 0)).toBe(6_000);
  expect(totals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});
