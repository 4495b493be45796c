import { EXECUTION_STATES, PHASE_STATE, PRESENTATION } from '@tracker/state';

/**
 * The style sheet that colours whatever carries `data-state` or `data-phase`, made from the one table: a phase has
 * the colour of the state that it refines.
 */
export function stateColours(): string {
  return `${rules('light')}\n@media (prefers-color-scheme: dark) {\n${rules('dark')}\n}`;
}

function rules(scheme: 'light' | 'dark'): string {
  const states = EXECUTION_STATES.map((state) => rule('state', state, PRESENTATION[state][scheme]));
  const phases = Object.entries(PHASE_STATE).map(([phase, state]) =>
    rule('phase', phase, PRESENTATION[state][scheme]),
  );
  return [...states, ...phases].join('\n');
}

function rule(attribute: string, word: string, colour: string): string {
  return `[data-${attribute}='${word}'] { --state: ${colour}; }`;
}
