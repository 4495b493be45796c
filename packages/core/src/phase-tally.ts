import { AGENT_EXECUTION_PHASES, type AgentExecutionPhase, type PhaseStat } from '@tracker/state';

/** Finished stays per phase: three numbers for each phase that was left, its index, the count, the milliseconds. */
export type PhaseTally = readonly number[];

/** Nothing was left yet. */
export const EMPTY_TALLY: PhaseTally = Object.freeze([]);

const INDEX = new Map(AGENT_EXECUTION_PHASES.map((phase, index) => [phase, index]));

/** The tally after one more stay of `ms` milliseconds in `phase`. */
export function charge(tally: PhaseTally, phase: AgentExecutionPhase, ms: number): PhaseTally {
  const index = INDEX.get(phase) as number;
  const next = tally.slice();
  for (let at = 0; at < next.length; at += 3) {
    if (next[at] !== index) continue;
    next[at + 1] = (next[at + 1] as number) + 1;
    next[at + 2] = (next[at + 2] as number) + ms;
    return next;
  }
  next.push(index, 1, ms);
  return next;
}

/** The tally as readers see it, made anew. */
export function toPhaseStats(
  tally: PhaseTally,
): Readonly<Partial<Record<AgentExecutionPhase, PhaseStat>>> {
  const stats: Partial<Record<AgentExecutionPhase, PhaseStat>> = {};
  for (let at = 0; at < tally.length; at += 3) {
    const phase = AGENT_EXECUTION_PHASES[tally[at] as number] as AgentExecutionPhase;
    stats[phase] = { count: tally[at + 1] as number, totalMs: tally[at + 2] as number };
  }
  return stats;
}
