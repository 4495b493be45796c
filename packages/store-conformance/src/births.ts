import { AgentExecutionTracker, MemoryStore, type Transition } from '@tracker/core';
import type { ExecutionLimits } from '@tracker/state';

const REQUEST = { agentName: 'a', userId: 'ann', threadId: 't' };

/** What births so many executions, to be committed by hand. */
export async function births(
  count: number,
  limits: Partial<ExecutionLimits> = {},
): Promise<Transition[]> {
  const transitions: Transition[] = [];
  const memory = new MemoryStore();
  const commit = memory.commit.bind(memory);
  memory.commit = (given) => {
    transitions.push(...given);
    return commit(given);
  };
  const tracker = new AgentExecutionTracker({ store: memory });
  for (let i = 0; i < count; i++) await tracker.createExecution({ ...REQUEST, limits });
  await tracker.close();
  return transitions;
}
