import type { AgentExecutionTracker, ExecutionStore } from '@tracker/core';
import { queued, type Dispatcher } from '@tracker/server';
import { AgentExecutionPhase, TrackerError, TrackerErrorCode } from '@tracker/state';
import { overlay } from './overlay.js';

const { WEBSOCKET_SETUP, CONTEXT_VALIDATION } = AgentExecutionPhase;

/** What says that an earlier copy of the message has come this far already, or further. */
const PASSED: readonly string[] = [TrackerErrorCode.ILLEGAL_PHASE, TrackerErrorCode.ALREADY_ENDED];

/** Leaves messages to workers once their executions have gone through the phases that come before an agent. */
export function reception(tracker: AgentExecutionTracker, agentName: string): Dispatcher {
  const queue = queued([agentName]);
  return {
    async start(user, message) {
      const executionId = await queue.start(user, message);
      for (const phase of [WEBSOCKET_SETUP, CONTEXT_VALIDATION]) {
        try {
          await tracker.enterPhase(executionId, phase);
        } catch (error) {
          if (!TrackerError.is(error) || !PASSED.includes(error.code)) throw error;
        }
      }
      return executionId;
    },
  };
}

/** A worker's view of the store: of the executions that wait it sees those whose reception is over. */
export function received(store: ExecutionStore): ExecutionStore {
  return overlay(store, {
    list: async (scope, query) => {
      const found = await store.list(scope, query);
      return found.filter(
        ({ record: { state, phase } }) => state !== 'pending' || phase === CONTEXT_VALIDATION,
      );
    },
  });
}
