import { deviationsOf, replayAll, type Recorded } from './differential.fixture.js';
import { REGISTRY_LAWS } from './laws-registry.fixture.js';
import { replayRegistry } from './replay-registry.fixture.js';
import { REGISTRY_RULES } from './rules-registry.fixture.js';

const RECORDED: Recorded = {
  surface: 'registry',
  files: ['registry_original', 'registry_final'],
  play: replayRegistry,
  rules: REGISTRY_RULES,
  laws: REGISTRY_LAWS,
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
