import type { Agent, RunningExecution } from '@tracker/core';
import { blame, type FaultsByName } from './blame.js';

/** What an adapter adds to an agent. */
export interface Adapter<Kit> {
  /** What the agent is given to work with. */
  readonly kit: (execution: RunningExecution) => Kit;
  /** The answer in what the agent returned. Throws when there is none. */
  readonly answerOf: (returned: unknown, kit: Kit) => unknown;
  readonly faults?: FaultsByName;
}

/** An agent for `tracker.run` out of one that works with a framework: its answer is read, its errors are sorted. */
export function adaptedAgent<Kit>(
  { kit: kitFor, answerOf, faults }: Adapter<Kit>,
  agent: (kit: Kit) => unknown,
): Agent {
  return async (execution) => {
    const kit = kitFor(execution);
    try {
      return await answerOf(await agent(kit), kit);
    } catch (error) {
      throw blame(error, faults);
    }
  };
}
