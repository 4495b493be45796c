// @ts-check
import { AgentExecutionTracker } from '@tracker/core';
import { duel, oneByOne } from './duel.js';
import { GuardByHand } from './guard-by-hand.js';
import {
  race,
  raceWithSignal,
  withCockatiel,
  withOpossum,
  withOpossumAndSignal,
} from './guard-peers.js';
import { NO_HURRY } from './population.js';
import { faster, figuresOf } from './rates.js';
import { row } from './row.js';

/** @typedef {import('@tracker/core').RunningExecution} RunningExecution */

/** Guarded calls before the event loop turns. */
const BATCH = 200;

const OURS = 'guard';
const OURS_WITH_SIGNAL = 'guard, with its signal';
const RACE = 'Promise.race + timer';
const RACE_WITH_SIGNAL = 'Promise.race + timer + signal';
const OPOSSUM = 'opossum';
const OPOSSUM_WITH_SIGNAL = 'opossum + signal';
/** It hands every call a signal. */
const COCKATIEL = 'cockatiel';

/**
 * Everybody around the same resolved promise.
 * @param {RunningExecution} execution
 * @param {import('./scale.js').Scale} scale
 */
async function everybody(execution, scale) {
  const call = () => Promise.resolve('answer');
  const signalled = (/** @type {AbortSignal} */ signal) => Promise.resolve(signal.aborted);
  const byHand = new GuardByHand();
  const opossum = withOpossum(call);
  const opossumWithSignal = withOpossumAndSignal(signalled);
  const contenders = {
    [OURS]: () => execution.guard('dependency', call),
    [OURS_WITH_SIGNAL]: () => execution.guard('dependency', signalled),
    'breaker + wheel by hand': () => byHand.guard(call),
    [RACE]: race(call),
    [RACE_WITH_SIGNAL]: raceWithSignal(signalled),
    [OPOSSUM]: opossum.guarded,
    [OPOSSUM_WITH_SIGNAL]: opossumWithSignal.guarded,
    [COCKATIEL]: withCockatiel(call),
  };
  const batches = Object.entries(contenders).map(([name, once]) => [name, oneByOne(BATCH, once)]);
  const rates = await duel(Object.fromEntries(batches), scale);
  byHand.stop();
  opossum.stop();
  opossumWithSignal.stop();
  return rates;
}

/** A guarded call that succeeds at once: what the guard itself costs. */
export const guard = row({
  name: 'guard',
  title: 'execution.guard around a resolved promise',
  parts: {
    async calls(scale) {
      const tracker = new AgentExecutionTracker();
      const request = { agentName: 'bench', userId: 'ann', threadId: 'thread', limits: NO_HURRY };
      /** @type {import('./duel.js').Rates} */
      let rates = {};
      const outcome = await tracker.run(request, async (execution) => {
        rates = await everybody(execution, scale);
        return 'done';
      });
      if (outcome.state !== 'completed') throw new Error(`the run ended ${outcome.state}`);
      await tracker.close();
      return rates;
    },
  },
  judge({ calls }) {
    const ahead = {
      claim: 'guarded calls per second',
      reach: { is: /** @type {const} */ ('>'), limit: 1 },
    };
    const plain = [RACE, OPOSSUM, COCKATIEL].map((peer) =>
      faster(calls, { ...ahead, ours: OURS, peer }),
    );
    const claim = 'the same, the call taking the signal';
    const signalled = [RACE_WITH_SIGNAL, OPOSSUM_WITH_SIGNAL, COCKATIEL].map((peer) =>
      faster(calls, { ...ahead, claim, ours: OURS_WITH_SIGNAL, peer }),
    );
    return { figures: figuresOf(calls), goals: [...plain, ...signalled] };
  },
});
