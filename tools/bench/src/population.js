// @ts-check
import { setImmediate as turn } from 'node:timers/promises';
import { ExecutionState } from '@tracker/state';

/** @typedef {import('@tracker/core').AgentExecutionTracker} AgentExecutionTracker */
/** @typedef {import('@tracker/state').ExecutionLimits} ExecutionLimits */

/** Executions of one user. */
export const PER_USER = 20;

const HOUR_MS = 3_600_000;

/** Limits that nothing reaches while it is measured. @type {Partial<ExecutionLimits>} */
export const NO_HURRY = Object.freeze({
  startTimeoutMs: HOUR_MS,
  executionTimeoutMs: HOUR_MS,
  idleTimeoutMs: HOUR_MS,
  livenessTimeoutMs: HOUR_MS,
});

/** The agent everybody is. */
export const AGENT = 'bench';

/** @param {number} index */
export function userOf(index) {
  return `user-${Math.floor(index / PER_USER)}`;
}

/**
 * Creates executions one after another and starts them; resolves with their ids.
 * @param {AgentExecutionTracker} tracker
 * @param {number} count
 * @param {string[]} [ids] filled on the way
 */
export async function populate(tracker, count, ids = []) {
  for (let index = 0; index < count; index++) {
    const id = await tracker.createExecution({
      agentName: AGENT,
      userId: userOf(index),
      threadId: 'thread',
    });
    await tracker.updateExecutionState(id, ExecutionState.RUNNING);
    ids.push(id);
    if (index % 250 === 0) await turn();
  }
  return ids;
}

/**
 * The numbers from 0 in an order that is mixed and the same in every run.
 * @param {number} count
 */
export function shuffled(count) {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  let seed = 0x2545f491;
  for (let last = count - 1; last > 0; last--) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((seed / 2 ** 32) * (last + 1));
    const swapped = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = swapped;
  }
  return order;
}
