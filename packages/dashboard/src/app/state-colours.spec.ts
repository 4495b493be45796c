import {
  AGENT_EXECUTION_PHASES,
  EXECUTION_STATES,
  PHASE_STATE,
  PRESENTATION,
} from '@tracker/state';
import { stateColours } from './state-colours.js';

const [light = '', dark = ''] = stateColours().split('@media (prefers-color-scheme: dark)');

it('gives every state its two colours', () => {
  for (const state of EXECUTION_STATES) {
    expect(light).toContain(`[data-state='${state}'] { --state: ${PRESENTATION[state].light}; }`);
    expect(dark).toContain(`[data-state='${state}'] { --state: ${PRESENTATION[state].dark}; }`);
  }
});

it('gives a phase the colour of its state', () => {
  for (const phase of AGENT_EXECUTION_PHASES) {
    const { dark: colour } = PRESENTATION[PHASE_STATE[phase]];
    expect(dark).toContain(`[data-phase='${phase}'] { --state: ${colour}; }`);
  }
});
