import { AGENT_EXECUTION_PHASES, type AgentExecutionPhase, type PhaseStat } from '@tracker/state';
import { withPlaces } from './with-one-more.js';

/** Finished stays per phase: three numbers for each phase that was left, its index, the count, the milliseconds. */
export type PhaseTally = readonly number[];

/** The same by name. */
export type PhaseStats = Readonly<Partial<Record<AgentExecutionPhase, PhaseStat | undefined>>>;

/** Nothing was left yet. */
export const EMPTY_TALLY: PhaseTally = Object.freeze([]);

const INDEX = new Map(AGENT_EXECUTION_PHASES.map((phase, index) => [phase, index]));

/** The tally after one more stay of `ms` milliseconds in `phase`. */
export function charge(tally: PhaseTally, phase: AgentExecutionPhase, ms: number): PhaseTally {
  return add(tally, phase, { count: 1, totalMs: ms });
}

function add(tally: PhaseTally, phase: AgentExecutionPhase, stat: PhaseStat): PhaseTally {
  const index = INDEX.get(phase) as number;
  const place = placeOf(tally, index);
  const next = withPlaces(tally, Math.max(tally.length, place + 3));
  next[place] = index;
  next[place + 1] = (tally[place + 1] ?? 0) + stat.count;
  next[place + 2] = (tally[place + 2] ?? 0) + stat.totalMs;
  return next;
}

/** Where the numbers of a phase stand, or would. */
function placeOf(tally: PhaseTally, index: number): number {
  let place = 0;
  while (place < tally.length && tally[place] !== index) place += 3;
  return place;
}

/** How many stays are finished, in whatever phase. */
export function staysOf(tally: PhaseTally): number {
  let stays = 0;
  for (let at = 1; at < tally.length; at += 3) stays += tally[at] as number;
  return stays;
}

/** Two tallies as one. */
export function combine(tally: PhaseTally, stats: PhaseStats): PhaseTally {
  let next = tally;
  for (const phase of Object.keys(stats) as AgentExecutionPhase[]) {
    const { count, totalMs } = stats[phase] as PhaseStat;
    next = add(next, phase, { count, totalMs });
  }
  return next;
}

/** The tally as readers see it, made anew. */
export function toPhaseStats(tally: PhaseTally): PhaseStats {
  const stats: Partial<Record<AgentExecutionPhase, PhaseStat>> = {};
  for (let at = 0; at < tally.length; at += 3) {
    const phase = AGENT_EXECUTION_PHASES[tally[at] as number] as AgentExecutionPhase;
    stats[phase] = { count: tally[at + 1] as number, totalMs: tally[at + 2] as number };
  }
  return stats;
}
