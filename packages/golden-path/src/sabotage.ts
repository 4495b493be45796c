import type { Agent, AgentExecutionTracker } from '@tracker/core';
import type { FaultKind } from './fault-kind.js';

/** An agent, and what is needed to spoil it. */
export interface Sabotaged {
  readonly agent: Agent;
  /** The same agent on a model that is down. */
  readonly stranded: Agent;
  readonly tracker: AgentExecutionTracker;
  /** 1: before the agent's own work; 2: after it. */
  readonly strikes: 1 | 2;
}

/** What old code passed where a state was meant. */
const DICTIONARY = { success: true, completed: true };

function before({ agent, strikes }: Sabotaged, spoil: Agent): Agent {
  return async (execution) => {
    if (strikes === 2) await agent(execution);
    return spoil(execution);
  };
}

/** The agent with a fault of the agent's kind in it; the agent itself for every other kind. */
export function sabotage(kind: FaultKind | null, parts: Sabotaged): Agent {
  switch (kind) {
    case 'agent_throws':
      return before(parts, () => {
        throw new Error('the agent broke');
      });
    case 'agent_hangs':
      return before(parts, () => new Promise(() => undefined));
    case 'agent_empty':
      return before(parts, () => '   ');
    case 'agent_dictionary':
      return before(parts, (execution) =>
        parts.tracker.updateExecutionState(execution.id, DICTIONARY as never),
      );
    case 'model_outage':
      return parts.stranded;
    default:
      return parts.agent;
  }
}
