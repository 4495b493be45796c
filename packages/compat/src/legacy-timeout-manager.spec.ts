import { deviationsOf, replayAll, type Recorded } from './differential.fixture.js';
import { TIMEOUT_LAWS } from './laws-timeout.fixture.js';
import { replayTimeout } from './replay-timeout.fixture.js';
import { TIMEOUT_RULES } from './rules-timeout.fixture.js';

const RECORDED: Recorded = {
  surface: 'timeout',
  files: ['timeout'],
  play: replayTimeout,
  rules: TIMEOUT_RULES,
  laws: TIMEOUT_LAWS,
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
