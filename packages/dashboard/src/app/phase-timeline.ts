import type { AgentExecutionPhase, Execution, HistoryEvent } from '@tracker/state';
import {
  AGENT_EXECUTION_PHASES,
  ENTRY_PHASE,
  isTerminal,
  phaseAfter,
  stateOfPhase,
} from '@tracker/state';

/** A stay in a phase. */
export interface Stay {
  readonly phase: AgentExecutionPhase;
  readonly from: number;
  readonly to: number;
  /** The stays that this one sums up, where a long history does. */
  readonly sums: number;
}

/** What an execution has spent in a phase. */
export interface PhaseTotal {
  readonly phase: AgentExecutionPhase;
  readonly count: number;
  readonly totalMs: number;
  /** Of the whole time, 0 … 1. */
  readonly share: number;
  /** Whether it is in it now. */
  readonly present: boolean;
}

/** Stays drawn at most, the latest ones. */
export const MAX_STAYS = 400;

/** The stays in order of time, the present one up to now. */
export function staysOf(history: readonly HistoryEvent[], now: number): readonly Stay[] {
  const stays: Stay[] = [];
  let open: { readonly phase: AgentExecutionPhase; readonly from: number } | undefined;
  for (const event of history) {
    const next = phaseEntered(event, open?.phase);
    if (next === undefined && event.type !== 'ended') continue;
    if (open) stays.push({ ...open, to: event.at, sums: sumOf(event) });
    open = next && { phase: next, from: event.at };
  }
  if (open) stays.push({ ...open, to: Math.max(now, open.from), sums: 1 });
  return stays.slice(-MAX_STAYS);
}

/** The phase that begins with a fact; undefined when none does. */
function phaseEntered(
  event: HistoryEvent,
  present: AgentExecutionPhase | undefined,
): AgentExecutionPhase | undefined {
  if (event.type === 'phase_entered') return event.to;
  if (event.type === 'created') return ENTRY_PHASE.pending;
  return event.type === 'state_changed' && present ? phaseAfter(present, event.to) : undefined;
}

/** From the first stay to the end of the last. */
export function spanOf(stays: readonly Stay[]): { readonly from: number; readonly to: number } {
  const from = stays[0]?.from ?? 0;
  return { from, to: Math.max(from + 1, stays.at(-1)?.to ?? 0) };
}

/** Count and time per phase, in the order of the table; phases it never was in are left out. */
export function phaseTotals(execution: Execution, now: number): readonly PhaseTotal[] {
  const over = 'endedAt' in execution;
  const end = over ? execution.endedAt : Math.max(now, execution.phaseEnteredAt);
  const whole = Math.max(1, end - execution.createdAt);
  return AGENT_EXECUTION_PHASES.flatMap((phase) => {
    const finished = execution.phases[phase];
    const present = !over && execution.phase === phase;
    if (!finished && !present) return [];
    const stay = present ? end - execution.phaseEnteredAt : 0;
    const totalMs = (finished?.totalMs ?? 0) + stay;
    const count = (finished?.count ?? 0) + (present ? 1 : 0);
    return [{ phase, count, totalMs, share: Math.min(1, totalMs / whole), present }];
  }).filter(({ phase }) => !isTerminal(stateOfPhase(phase)));
}

/** The stays that a fact closes: one, or as many as it sums up. */
function sumOf(event: HistoryEvent): number {
  if (event.type !== 'phase_entered' || !event.passed) return 1;
  return Object.values(event.passed).reduce((sum, stat) => sum + (stat?.count ?? 0), 0);
}
