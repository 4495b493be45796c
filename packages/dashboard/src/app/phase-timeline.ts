import type { AgentExecutionPhase, Execution, HistoryEvent } from '@tracker/state';
import { AGENT_EXECUTION_PHASES, isTerminal, stateOfPhase } from '@tracker/state';

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

/** Stays drawn at most; what is older is summed up in front. */
export const MAX_STAYS = 400;

/** The stays in order of time, the present one up to now. */
export function staysOf(history: readonly HistoryEvent[], now: number): readonly Stay[] {
  const stays: Stay[] = [];
  let open: { readonly phase: AgentExecutionPhase; readonly from: number } | undefined;
  const close = (to: number, sums = 1): void => {
    if (open) stays.push({ ...open, to, sums });
  };
  for (const event of history) {
    if (event.type === 'created') open = { phase: 'created', from: event.at };
    if (event.type === 'phase_entered') {
      close(event.at, event.passed ? tallied(event.passed) : 1);
      open = { phase: event.to, from: event.at };
    }
    if (event.type === 'ended') {
      close(event.at);
      open = undefined;
    }
  }
  close(Math.max(now, open?.from ?? now));
  return stays.slice(-MAX_STAYS);
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

function tallied(tally: Readonly<Record<string, { readonly count: number } | undefined>>): number {
  return Object.values(tally).reduce((sum, stat) => sum + (stat?.count ?? 0), 0);
}
