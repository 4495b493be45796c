import { AGENT_EXECUTION_PHASES, AgentExecutionPhase } from './phase.js';

it('spells fourteen different phases', () => {
  expect(new Set(AGENT_EXECUTION_PHASES).size).toBe(14);
});

it('has each key in upper case of its value', () => {
  for (const [key, value] of Object.entries(AgentExecutionPhase)) {
    expect(key).toBe(value.toUpperCase());
  }
});
