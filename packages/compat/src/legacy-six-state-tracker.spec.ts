import { deviationsOf, replayAll, type Recorded } from './differential.fixture.js';
import { SIX_STATE_LAWS } from './laws-six-state.fixture.js';
import { replaySixState } from './replay-six-state.fixture.js';
import { SIX_STATE_RULES } from './rules-six-state.fixture.js';

const RECORDED: Recorded = {
  surface: 'six-state',
  files: ['core6'],
  play: replaySixState,
  rules: SIX_STATE_RULES,
  laws: SIX_STATE_LAWS,
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
