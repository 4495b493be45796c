import { legalPhases, stateOfPhase, type AgentExecutionPhase } from '@tracker/state';

/**
 * The phases to enter, in order, to get from one phase of the work to another: the shortest way that stays in
 * `running`. Empty when it is the same phase; undefined when there is no such way.
 */
export function phasePath(
  from: AgentExecutionPhase,
  to: AgentExecutionPhase,
): readonly AgentExecutionPhase[] | undefined {
  const ways = new Map<AgentExecutionPhase, readonly AgentExecutionPhase[]>([[from, []]]);
  for (const [phase, way] of ways) {
    if (phase === to) return way;
    for (const next of legalPhases(phase)) {
      if (stateOfPhase(next) === 'running' && !ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return undefined;
}
