// @ts-check
import { AgentExecutionTracker } from '@tracker/core';
import { ExecutionState } from '@tracker/state';
import { LIVENESS_MS, LOOK_MS } from './keeper.js';
import { AGENT, NO_HURRY, userOf } from './population.js';

/**
 * The tracker, and a watcher of everything it commits, as a gateway has one.
 * @param {(index: number) => void} heard
 * @returns {import('./keeper.js').Keeper}
 */
export function trackedKeeper(heard) {
  const agents = { [AGENT]: { ...NO_HURRY, livenessTimeoutMs: LIVENESS_MS } };
  const tracker = new AgentExecutionTracker({ agents, sweepIntervalMs: LOOK_MS });
  /** @type {string[]} */
  const ids = [];
  /** @type {Map<string, number>} */
  const mortals = new Map();
  const stop = new AbortController();
  const watching = (async () => {
    for await (const { executionId, event } of tracker.watch({ signal: stop.signal })) {
      if (event.type === 'ended') heard(mortals.get(executionId) ?? ids.indexOf(executionId));
    }
  })();
  return {
    async add(executionTimeoutMs) {
      const index = ids.length;
      const request = { agentName: AGENT, userId: userOf(index), threadId: 'thread' };
      const limits = executionTimeoutMs === undefined ? {} : { limits: { executionTimeoutMs } };
      const id = await tracker.createExecution({ ...request, ...limits });
      await tracker.updateExecutionState(id, ExecutionState.RUNNING);
      ids.push(id);
      if (executionTimeoutMs === undefined) return Infinity;
      mortals.set(id, index);
      const execution = await tracker.getExecution(id);
      if (execution?.state !== 'running') throw new Error(`${id} is ${execution?.state}`);
      return execution.runningAt + executionTimeoutMs;
    },
    beat: (index) => void tracker.heartbeat(ids[index] ?? ''),
    async stop() {
      stop.abort();
      await watching;
      await tracker.close();
    },
  };
}
