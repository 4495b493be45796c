import type { Agent } from '@tracker/core';
import type { ExecutionLimits } from '@tracker/state';
import { between, pick } from './random.js';
import { dwell, type Stage } from './stage.js';

/** An agent of the showroom: how it behaves, how often it is asked, what it is allowed. */
export interface Character {
  readonly name: string;
  /** Against the others'. */
  readonly weight: number;
  readonly limits?: Partial<ExecutionLimits>;
  readonly act: (stage: Stage) => Agent;
}

const ANSWERS = [
  'The invoice was paid on Tuesday; the receipt is in your inbox.',
  'Three of the five flights leave before noon. The cheapest is at 09:40.',
  'Your order is on its way and arrives tomorrow before six.',
] as const;

const triage: Character = {
  name: 'triage',
  weight: 60,
  act: (stage) => async (execution) => {
    const { signal } = execution;
    await dwell(stage, [100, 500], signal);
    await execution.enterPhase('llm_interaction');
    await execution.guard('llm:main', (cut) => dwell(stage, [600, 3_000], cut));
    await execution.enterPhase('result_processing');
    await dwell(stage, [50, 200], signal);
    return pick(stage.random, ANSWERS);
  },
};

const research: Character = {
  name: 'research',
  weight: 40,
  limits: { executionTimeoutMs: 120_000 },
  act: (stage) => async (execution) => {
    const { signal } = execution;
    const rounds = between(stage.random, 2, 7);
    for (let round = 1; round <= rounds; round++) {
      await dwell(stage, [300, 900], signal);
      await execution.enterPhase('tool_preparation');
      await execution.enterPhase('tool_execution');
      await execution.guard('search', (cut) => dwell(stage, [800, 2_500], cut));
      const percent = Math.round((round / rounds) * 100);
      await execution.reportProgress({ note: `Read source ${round} of ${rounds}`, percent });
      await execution.enterPhase('thinking');
    }
    await execution.enterPhase('llm_interaction');
    await execution.guard('llm:main', (cut) => dwell(stage, [1_000, 4_000], cut));
    return { summary: pick(stage.random, ANSWERS), sources: rounds };
  },
};

const refunds: Character = {
  name: 'refunds',
  weight: 8,
  limits: { holdTimeoutMs: 180_000, executionTimeoutMs: 60_000 },
  act: (stage) => async (execution) => {
    await dwell(stage, [300, 900], execution.signal);
    const reason = 'Grace has to approve a refund of 120 €';
    await execution.hold({ reason, timeoutMs: 120_000 }, () =>
      dwell(stage, [15_000, 90_000], execution.signal),
    );
    return 'The refund is on its way.';
  },
};

const nightly: Character = {
  name: 'nightly report',
  weight: 2,
  limits: { idleTimeoutMs: 12_000 },
  act: (stage) => async (execution) => {
    await execution.enterPhase('llm_interaction');
    await dwell(stage, [600_000, 600_000], execution.signal); // it hangs
  },
};

const legacy: Character = {
  name: 'legacy importer',
  weight: 2,
  act: (stage) => async (execution) => {
    await dwell(stage, [300, 2_000], execution.signal);
    if (stage.random() < 0.3) return '';
    throw new Error('unexpected token < in JSON at position 0');
  },
};

const translator: Character = {
  name: 'translator',
  weight: 3,
  act: (stage) => async (execution) => {
    await execution.enterPhase('llm_interaction');
    return execution.guard('llm:backup', async (cut) => {
      await dwell(stage, [200, 800], cut);
      throw new Error('503 from the backup model');
    });
  },
};

/** Asked to stop after a while, and deaf: its end has to be forced. */
export const stubborn: Character = {
  name: 'stubborn crawler',
  weight: 2,
  limits: { executionTimeoutMs: 120_000, idleTimeoutMs: 60_000, cancelGraceMs: 20_000 },
  act: (stage) => async () => {
    await dwell(stage, [90_000, 90_000], new AbortController().signal);
  },
};

/** Those that run in the showroom's own process. */
export const CHARACTERS: readonly [Character, ...Character[]] = [
  triage,
  research,
  refunds,
  nightly,
  legacy,
  translator,
  stubborn,
];
