import { replayAll } from './differential.fixture.js';
import { replayBreaker } from './replay-breaker.fixture.js';

it('does in every step what was recorded of the breaker', async () => {
  const given = {
    surface: 'nine-state',
    files: [],
    play: replayBreaker,
    rules: {},
    laws: [],
  } as const;
  expect(await replayAll('breaker', given)).toMatchObject({ steps: 600, exact: 600 });
});
