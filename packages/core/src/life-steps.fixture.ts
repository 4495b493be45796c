import { ACTIVE_STATES, AGENT_EXECUTION_PHASES } from '@tracker/state';
import fc from 'fast-check';
import type { Step } from './life-model.fixture.js';

const wait = fc.record({
  do: fc.constant('wait' as const),
  // mostly short, so that lives last; sometimes around and far beyond the limits
  ms: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 120 }) },
    { weight: 2, arbitrary: fc.integer({ min: 100, max: 1_600 }) },
    { weight: 1, arbitrary: fc.constantFrom(250, 251, 400, 401, 700, 701, 900, 901, 10_000) },
  ),
});

const plain = fc
  .constantFrom('beat', 'sign progress', 'look', 'resume', 'cancel', 'stop', 'acknowledge')
  .map((name): Step => ({ do: name }));

const asked = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'report' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      to: fc.constantFrom(...ACTIVE_STATES),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('enter' as const),
      phase: fc.constantFrom(...AGENT_EXECUTION_PHASES),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      ms: fc.option(fc.integer({ min: 1, max: 1_200 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      to: fc.constantFrom('completed' as const, 'failed' as const, 'cancelled' as const),
    }),
  },
);

const shortWait = fc.integer({ min: 0, max: 200 }).map((ms) => ({ do: 'wait' as const, ms }));

/** What a random walk would seldom do one after the other. */
const episode = fc.oneof(
  shortWait.map((pause): Step[] => [{ do: 'hold', ms: null }, pause, { do: 'resume' }]),
  shortWait.map((pause): Step[] => [{ do: 'cancel' }, pause, { do: 'end', to: 'cancelled' }]),
  shortWait.map((pause): Step[] => [{ do: 'cancel' }, pause, { do: 'stop' }]),
);

/** Lives of up to 40 steps or so that begin with work more often than not. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.constantFrom<readonly Step[]>(
      [],
      [{ do: 'advance', to: 'starting' }],
      [{ do: 'advance', to: 'running' }],
    ),
    fc.array(
      fc.oneof(
        { weight: 8, arbitrary: wait.map((step): Step[] => [step]) },
        { weight: 10, arbitrary: plain.map((step): Step[] => [step]) },
        { weight: 10, arbitrary: asked.map((step): Step[] => [step]) },
        { weight: 1, arbitrary: episode },
      ),
      { maxLength: 40 },
    ),
  )
  .map(([first, rest]) => [...first, ...rest.flat()]);
