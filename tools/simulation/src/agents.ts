import { markRetryable, type RunningExecution } from '@tracker/core';
import type { Random } from './random.js';
import type { Site } from './site.js';

/** What an agent in a simulated world does with its execution. */
export interface SimulatedAgent {
  readonly kind: string;
  /** Does everything that is asked of the living, so it must not be taken for dead or idle. */
  readonly healthy: boolean;
  work(execution: RunningExecution): Promise<unknown>;
}

type Work = (execution: RunningExecution, site: Site, random: Random) => Promise<unknown>;

/** Works in small steps and returns an answer. */
const diligent: Work = async (execution, site, random) => {
  await execution.enterPhase('llm_interaction');
  for (let left = random.between(1, 6); left > 0; left--) {
    await site.nap(random.between(10, 900));
    execution.progress();
    if (random.chance(0.3)) await execution.reportProgress({ note: `${left} to go` });
  }
  return { text: 'the answer' };
};

/** Calls something that answers, fails, fails in a way that may pass, or hangs. */
const caller: Work = async (execution, site, random) => {
  const model = random.pick(['model-a', 'model-b']);
  return execution.guard(model, async () => {
    await site.nap(random.between(1, 300));
    const fortune = random.between(1, 6);
    if (fortune === 1) throw new Error('the model failed');
    if (fortune === 2) throw markRetryable(new Error('the model is busy'));
    if (fortune === 3) await site.nap(60_000);
    return 'an answer of the model';
  });
};

/** Waits for a human, sometimes longer than the human may take. */
const waiter: Work = async (execution, site, random) => {
  const waitMs = random.between(100, 7_000);
  await execution.hold({ reason: 'a question' }, () => site.nap(waitMs));
  return 'answered by a human';
};

const forgetful: Work = async (_, site) => {
  await site.nap(200);
  return '  ';
};

const clumsy: Work = async (_, site, random) => {
  await site.nap(random.between(0, 2_000));
  throw new Error('the agent stumbled');
};

const sleeper: Work = () => new Promise(() => undefined);

/** Shows progress for ever and never comes to an end. */
const babbler: Work = async (execution, site) => {
  for (;;) {
    await site.nap(700);
    execution.progress();
  }
};

/** Stops as soon as it is told to. */
const obedient: Work = async (execution, site) => {
  const { signal } = execution;
  for (let left = 8; left > 0; left--) {
    await site.nap(300);
    if (signal.aborted) throw signal.reason;
    execution.progress();
  }
  return 0;
};

/** Begins several things at once and waits for none of them. */
const hasty: Work = async (execution, site, random) => {
  void execution.enterPhase('llm_interaction').catch(() => undefined);
  void execution.reportProgress({ note: 'begun', percent: 10 }).catch(() => undefined);
  void execution.hold({ reason: 'a whim' }, () => site.nap(100)).catch(() => undefined);
  await site.nap(random.between(0, 1_500));
  return execution.delivered('the mailer');
};

const WORKS = { diligent, caller, waiter, forgetful, clumsy, sleeper, babbler, obedient, hasty };
const KINDS = Object.keys(WORKS) as (keyof typeof WORKS)[];
const HEALTHY: readonly string[] = ['diligent', 'obedient'];

/** An agent drawn for a process. */
export function drawAgent(site: Site, random: Random): SimulatedAgent {
  const kind = random.chance(0.3) ? 'diligent' : random.pick(KINDS);
  return {
    kind,
    healthy: HEALTHY.includes(kind),
    work: (execution) => WORKS[kind](execution, site, random),
  };
}
