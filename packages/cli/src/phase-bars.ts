import {
  AGENT_EXECUTION_PHASES,
  isTerminal,
  type AgentExecutionPhase,
  type Execution,
} from '@tracker/state';
import type { Output } from './output.js';
import { span } from './span.js';

const BAR_CELLS = 24;

interface Stay {
  readonly phase: AgentExecutionPhase;
  readonly count: number;
  readonly totalMs: number;
  readonly present: boolean;
}

/** How long the execution was in each phase, the present stay included. */
function stays(execution: Execution, now: number): Stay[] {
  const { phases, phase: at, phaseEnteredAt, state } = execution;
  return AGENT_EXECUTION_PHASES.flatMap((phase) => {
    const present = phase === at && !isTerminal(state);
    const { count, totalMs } = phases[phase] ?? { count: 0, totalMs: 0 };
    if (count === 0 && !present) return [];
    const now_ = present ? Math.max(0, now - phaseEnteredAt) : 0;
    return [{ phase, count: count + (present ? 1 : 0), totalMs: totalMs + now_, present }];
  });
}

/** A bar for each phase. */
export function phaseBars(
  execution: Execution,
  { ink }: Pick<Output, 'ink'>,
  now: number,
): string[] {
  const all = stays(execution, now);
  const longest = Math.max(1, ...all.map(({ totalMs }) => totalMs));
  const widest = Math.max(...all.map(({ phase }) => phase.length));
  return all.map(({ phase, count, totalMs, present }) => {
    const bar = '█'.repeat(Math.round((totalMs / longest) * BAR_CELLS)) || '▏';
    const times = count > 1 ? ` ×${count}` : '';
    const mark = present ? ' ← now' : '';
    return `  ${phase.padEnd(widest)}  ${span(totalMs).padStart(12)}  ${ink.state(execution.state, bar)}${times}${mark}`;
  });
}
