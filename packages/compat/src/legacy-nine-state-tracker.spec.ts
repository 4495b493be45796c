import { deviationsOf, replayAll, type Recorded } from './differential.fixture.js';
import { AGENT_LAWS } from './laws-agent.fixture.js';
import { replayAgent } from './replay-agent.fixture.js';
import { AGENT_RULES } from './rules-agent.fixture.js';

const RECORDED: Recorded = {
  surface: 'nine-state',
  files: ['canonical_directed', 'canonical'],
  play: replayAgent,
  rules: AGENT_RULES,
  laws: AGENT_LAWS,
};

const used = new Set<string>();

it.each(RECORDED.files)(
  'does what was recorded in %s, or deviates for a named reason',
  async (file) => {
    const tally = await replayAll(file, RECORDED);
    Object.keys(tally.at).forEach((name) => used.add(name));
    expect(tally.exact).toBeGreaterThan(tally.steps / 2);
  },
  60_000,
);

it('needs each deviation that the table gives it, and has no other', () => {
  expect(Object.keys(RECORDED.rules).sort()).toEqual([...deviationsOf(RECORDED.surface)].sort());
  expect([...used].sort()).toEqual([...deviationsOf(RECORDED.surface)].sort());
});
