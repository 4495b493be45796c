// @ts-check
import { AgentExecutionTracker } from '@tracker/core';
import { ExecutionState } from '@tracker/state';
import { duel } from './duel.js';
import { ANSWER } from './life.js';

/** Progress that a durable life writes down while it runs. */
export const STEPS = 5;

const REQUEST = { agentName: 'bench', userId: 'ann', threadId: 'thread' };

/** Lives that each caller lives in one call, one after another. */
const LIVES = 2;

/**
 * Callers at once, each living one life after another.
 * @param {number} callers
 * @param {() => Promise<unknown>} live
 * @returns {import('./duel.js').Contender}
 */
function crowd(callers, live) {
  const caller = async () => {
    for (let life = 0; life < LIVES; life++) await live();
  };
  return {
    operations: callers * LIVES,
    call: () => Promise.all(Array.from({ length: callers }, caller)),
  };
}

/**
 * Whoever keeps lives in a database.
 * @typedef {object} Keeping
 * @property {() => Promise<unknown>} live one whole life; resolves when its end is durable
 * @property {() => Promise<void>} close
 */

/**
 * The tracker over a store, and a life through its public calls, each awaited.
 * @param {import('@tracker/core').ExecutionStore & { close(): Promise<void> }} store
 * @returns {Keeping}
 */
export function trackedIn(store) {
  const tracker = new AgentExecutionTracker({ store });
  return {
    live: async () => {
      const id = await tracker.createExecution(REQUEST);
      await tracker.startExecution(id);
      await tracker.updateExecutionState(id, ExecutionState.RUNNING);
      for (let step = 1; step <= STEPS; step++) {
        await tracker.reportProgress(id, { percent: (100 * step) / STEPS });
      }
      await tracker.completeExecution(id, { answer: ANSWER });
    },
    close: async () => {
      await tracker.close();
      await store.close();
    },
  };
}

/**
 * Lets so many callers live with each keeper, each in its place.
 * @param {Record<string, (place: string) => Promise<Keeping>>} keepers
 * @param {(name: string) => string} placeOf
 * @param {import('./scale.js').Scale & { readonly callers: number }} scale
 */
export async function livesWith(keepers, placeOf, { callers, ...scale }) {
  /** @type {Record<string, Keeping>} */
  const keepings = {};
  try {
    for (const [name, keep] of Object.entries(keepers)) keepings[name] = await keep(placeOf(name));
    const contenders = Object.entries(keepings).map(([name, { live }]) => [
      name,
      crowd(callers, live),
    ]);
    return await duel(Object.fromEntries(contenders), scale);
  } finally {
    // when one has failed too: the place goes with whoever called, and none may outlive it
    for (const { close } of Object.values(keepings)) await close();
  }
}
