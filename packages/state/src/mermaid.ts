import { BREAKER_TRANSITIONS, CIRCUIT_BREAKER_STATES } from './breaker-state.js';
import { EXECUTION_STATES } from './execution-state.js';
import { AGENT_EXECUTION_PHASES } from './phase.js';
import { PHASE_TRANSITIONS } from './phase-transitions.js';
import { TRANSITIONS } from './transitions.js';

/** The diagram of a table whose life begins with the first of `words`. */
function diagram<Word extends string>(
  words: readonly Word[],
  table: Readonly<Record<Word, readonly Word[]>>,
): string {
  const moves = words.flatMap((from) => {
    const targets: readonly string[] = table[from].length === 0 ? ['[*]'] : table[from];
    return targets.map((to) => `    ${from} --> ${to}`);
  });
  return ['stateDiagram-v2', `    [*] --> ${words[0]}`, ...moves].join('\n');
}

/** The nine states and their moves as the text of a mermaid diagram. */
export function stateDiagram(): string {
  return diagram(EXECUTION_STATES, TRANSITIONS);
}

/** The fourteen phases and their moves as the text of a mermaid diagram. */
export function phaseDiagram(): string {
  return diagram(AGENT_EXECUTION_PHASES, PHASE_TRANSITIONS);
}

/** The states of a circuit breaker and their moves as the text of a mermaid diagram. */
export function breakerDiagram(): string {
  return diagram(CIRCUIT_BREAKER_STATES, BREAKER_TRANSITIONS);
}
