import { deviationsOf, replayAll, type Recorded } from './differential.fixture.js';
import { HEARTBEAT_LAWS } from './laws-heartbeat.fixture.js';
import { replayHeartbeat } from './replay-heartbeat.fixture.js';
import { HEARTBEAT_RULES } from './rules-heartbeat.fixture.js';

const RECORDED: Recorded = {
  surface: 'heartbeat',
  files: ['heartbeat'],
  play: replayHeartbeat,
  rules: HEARTBEAT_RULES,
  laws: HEARTBEAT_LAWS,
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
