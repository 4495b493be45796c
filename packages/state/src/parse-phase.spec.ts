import { AGENT_EXECUTION_PHASES } from './phase.js';
import {
  agentExecutionPhaseSchema,
  isAgentExecutionPhase,
  parseAgentExecutionPhase,
} from './parse-phase.js';
import { TrackerError } from './tracker-error.js';

function refusal(input: unknown): TrackerError {
  try {
    parseAgentExecutionPhase(input);
  } catch (error) {
    if (TrackerError.is(error, 'invalid_phase')) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

it.each(AGENT_EXECUTION_PHASES)('accepts %s as it is', (phase) => {
  expect(isAgentExecutionPhase(phase)).toBe(true);
  expect(parseAgentExecutionPhase(phase)).toBe(phase);
  expect(agentExecutionPhaseSchema.parse(phase)).toBe(phase);
});

it('names what was given and everything that is allowed', () => {
  const error = refusal({ phase: 'thinking', note: '' });
  expect(error.message).toBe(
    'Expected a phase, got an object with the keys "phase", "note". Did you mean its .phase? ' +
      `Allowed: ${AGENT_EXECUTION_PHASES.join(', ')}.`,
  );
  expect(error.details).toEqual({
    given: 'an object with the keys "phase", "note"',
    allowed: AGENT_EXECUTION_PHASES,
  });
});

it.each<[string, unknown, string]>([
  ['upper case', 'THINKING', "Did you mean 'thinking'?"],
  ['upper case of a word that is a state too', 'STARTING', "Did you mean 'starting'?"],
  ['camel case', 'llmInteraction', "Did you mean 'llm_interaction'?"],
  ['dashes', 'tool-execution', "Did you mean 'tool_execution'?"],
  ['a misspelling', 'thinkng', "Did you mean 'thinking'?"],
  ['a state with phases', 'running', 'That is a state; its phases are thinking, tool_preparation'],
  ['a state in upper case', 'PENDING', 'its phases are created, websocket_setup'],
  [
    'a state without phases',
    'dead',
    'That is a state, and one that leaves the phase where it was.',
  ],
  ['null', null, 'Nothing was given'],
  ['an array', [], 'A list is not a phase; give one word.'],
  ['a record', {}, 'such as AgentExecutionPhase.CREATED.'],
  ['a number', 0, 'give the word.'],
])('helps the caller who gives %s', (_, input, hint) => {
  expect(isAgentExecutionPhase(input)).toBe(false);
  expect(refusal(input).message).toContain(hint);
});
