import { AgentExecutionTracker, MemoryStore, type Agent, type RunInput } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import type { AgentExecutionPhase } from '@tracker/state';

export const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't1' };

/** A tracker whose time stands still unless a test moves it on. */
export function aWorld() {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock });

  /** The phases that an execution entered one by one, in order. */
  async function phasesOf(id: string): Promise<AgentExecutionPhase[]> {
    const history = await tracker.history(id);
    return history.flatMap((fact) => (fact.type === 'phase_entered' ? [fact.to] : []));
  }

  /** Runs an agent and tells how that went. */
  async function run(agent: Agent, input: Partial<RunInput> = {}) {
    const outcome = await tracker.run({ ...REQUEST, ...input }, agent);
    const { executionId: id } = outcome;
    return { outcome, phases: await phasesOf(id), execution: await tracker.getExecution(id) };
  }

  return { clock, store, tracker, phasesOf, run };
}
