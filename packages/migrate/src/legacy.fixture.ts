import type { Legacy } from './legacy.js';

/** A past of one module, enough to see the machinery work; the real one is data of another package. */
export const PAST: Legacy = {
  root: '@example/old',
  modules: [
    {
      python: 'core/old_tracker.py',
      subpath: '@example/old/core',
      kept: ['OldTracker', 'ExecutionState'],
      names: {
        OldTracker: { name: 'AgentExecutionTracker', from: '@tracker/core' },
        AgentExecutionTracker: { name: 'AgentExecutionTracker', from: '@tracker/core' },
        ExecutionState: { name: 'ExecutionState', from: '@tracker/state' },
      },
      members: {
        open_execution: { name: 'createExecution' },
        end_execution: { name: 'completeExecution' },
        set_state_of_execution: { name: 'updateExecutionState' },
      },
    },
  ],
  states: [{ module: 'core/old_tracker.py', keys: { DONE: 'COMPLETED', BORN: 'PENDING' } }],
  calls: [],
};
