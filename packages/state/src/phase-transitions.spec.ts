import { AGENT_EXECUTION_PHASES } from './phase.js';
import {
  PHASE_TRANSITIONS,
  canEnterPhase,
  legalPhases,
  type NextPhase,
} from './phase-transitions.js';

// The witness: the table as the system that came before had it, in its own order and spelling.
const WITNESS: Readonly<Record<string, readonly string[]>> = {
  CIRCUIT_BREAKER_OPEN: [],
  COMPLETED: [],
  COMPLETING: ['COMPLETED', 'TIMEOUT', 'FAILED'],
  CONTEXT_VALIDATION: ['STARTING', 'FAILED'],
  CREATED: ['WEBSOCKET_SETUP', 'FAILED'],
  FAILED: [],
  LLM_INTERACTION: [
    'THINKING',
    'TOOL_EXECUTION',
    'RESULT_PROCESSING',
    'TIMEOUT',
    'FAILED',
    'CIRCUIT_BREAKER_OPEN',
  ],
  RESULT_PROCESSING: ['THINKING', 'COMPLETING', 'TIMEOUT', 'FAILED'],
  STARTING: ['THINKING', 'TIMEOUT', 'FAILED'],
  THINKING: ['TOOL_PREPARATION', 'LLM_INTERACTION', 'TIMEOUT', 'FAILED'],
  TIMEOUT: [],
  TOOL_EXECUTION: ['THINKING', 'LLM_INTERACTION', 'RESULT_PROCESSING', 'TIMEOUT', 'FAILED'],
  TOOL_PREPARATION: ['LLM_INTERACTION', 'TOOL_EXECUTION', 'TIMEOUT', 'FAILED'],
  WEBSOCKET_SETUP: ['CONTEXT_VALIDATION', 'FAILED'],
};

const pairs = AGENT_EXECUTION_PHASES.flatMap((from) =>
  AGENT_EXECUTION_PHASES.map((to) => ({
    from,
    to,
    legal: WITNESS[from.toUpperCase()]?.includes(to.toUpperCase()),
  })),
);

it('is witnessed on all 196 pairs, 35 of them legal', () => {
  expect(Object.keys(WITNESS)).toHaveLength(14);
  expect(pairs).toHaveLength(196);
  expect(pairs.filter(({ legal }) => legal)).toHaveLength(35);
});

it.each(pairs)('$from → $to: $legal', ({ from, to, legal }) => {
  expect(canEnterPhase(from, to)).toBe(legal);
  expect((legalPhases(from) as readonly string[]).includes(to)).toBe(legal);
});

it('has a row for each phase and no other', () => {
  expect(Object.keys(PHASE_TRANSITIONS)).toEqual([...AGENT_EXECUTION_PHASES]);
});

// ASSERTION: an illegal literal move between phases has no type
// @ts-expect-error two phases at once
const skipped: NextPhase<'created'> = 'starting';
void skipped;
