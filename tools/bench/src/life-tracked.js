// @ts-check
import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ExecutionState } from '@tracker/state';
import { ANSWER, BEATS, KEPT, PATH } from './life.js';

const REQUEST = { agentName: 'bench', userId: 'ann', threadId: 'thread' };

/** The tracker over its memory store, and a life lived through its public calls, each awaited. */
export function trackedLife() {
  // the facts of as many lives as everybody keeps: each is created, and then enters its states
  const store = new MemoryStore({ maxEnded: KEPT, maxFeed: KEPT * (1 + PATH.length) });
  const tracker = new AgentExecutionTracker({ store });
  const live = async () => {
    const id = await tracker.createExecution(REQUEST);
    await tracker.startExecution(id);
    await tracker.updateExecutionState(id, ExecutionState.RUNNING);
    for (let beat = 0; beat < BEATS; beat++) tracker.heartbeat(id);
    await tracker.updateExecutionState(id, ExecutionState.COMPLETING);
    await tracker.completeExecution(id, { answer: ANSWER });
    return id;
  };
  return { tracker, live };
}

/** The same with somebody who watches everything, as a gateway does. */
export function watchedLife() {
  const { tracker, live } = trackedLife();
  const seen = { count: 0 };
  void (async () => {
    for await (const { cursor } of tracker.watch()) seen.count = cursor;
  })();
  return { tracker, live, seen };
}
