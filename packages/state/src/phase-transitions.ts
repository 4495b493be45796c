import { frozenTable } from './frozen-table.js';
import type { AgentExecutionPhase } from './phase.js';

/** The legal moves between phases. Phases may loop (thinking and tools); the last four lead nowhere. */
export const PHASE_TRANSITIONS = frozenTable({
  created: ['websocket_setup', 'failed'],
  websocket_setup: ['context_validation', 'failed'],
  context_validation: ['starting', 'failed'],
  starting: ['thinking', 'failed', 'timeout'],
  thinking: ['tool_preparation', 'llm_interaction', 'failed', 'timeout'],
  tool_preparation: ['tool_execution', 'llm_interaction', 'failed', 'timeout'],
  llm_interaction: [
    'thinking',
    'tool_execution',
    'result_processing',
    'failed',
    'timeout',
    'circuit_breaker_open',
  ],
  tool_execution: ['thinking', 'llm_interaction', 'result_processing', 'failed', 'timeout'],
  result_processing: ['completing', 'thinking', 'failed', 'timeout'],
  completing: ['completed', 'failed', 'timeout'],
  completed: [],
  timeout: [],
  failed: [],
  circuit_breaker_open: [],
} as const satisfies Record<AgentExecutionPhase, readonly AgentExecutionPhase[]>);

/** The phases one legal move away from `P`. */
export type NextPhase<P extends AgentExecutionPhase> = (typeof PHASE_TRANSITIONS)[P][number];

/** The phases one legal move away from `from`, in table order. */
export function legalPhases<P extends AgentExecutionPhase>(from: P): readonly NextPhase<P>[] {
  return PHASE_TRANSITIONS[from];
}

/** Whether the table has the single move `from` → `to`. No phase moves to itself. */
export function canEnterPhase(from: AgentExecutionPhase, to: AgentExecutionPhase): boolean {
  return (legalPhases(from) as readonly AgentExecutionPhase[]).includes(to);
}
