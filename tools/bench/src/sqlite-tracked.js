// @ts-check
import { AgentExecutionTracker } from '@tracker/core';
import { ExecutionState } from '@tracker/state';
import { SqliteStore } from '@tracker/store-sqlite';
import { ANSWER } from './life.js';
import { STEPS } from './postgres-life.js';

const REQUEST = { agentName: 'bench', userId: 'ann', threadId: 'thread' };

/**
 * The tracker over SQLite, and a life through its public calls, each awaited.
 * @param {string} file
 * @returns {Promise<import('./postgres-life.js').Keeping>}
 */
export async function sqliteTracked(file) {
  const store = await SqliteStore.open({ file });
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
