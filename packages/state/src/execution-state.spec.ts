import { EXECUTION_STATES, ExecutionState } from './execution-state.js';

it('spells the nine states in lower case, in the order of a life', () => {
  expect(EXECUTION_STATES).toEqual([
    'pending',
    'starting',
    'running',
    'completing',
    'completed',
    'failed',
    'timeout',
    'dead',
    'cancelled',
  ]);
});

it('has each key in upper case of its value', () => {
  for (const [key, value] of Object.entries(ExecutionState)) expect(key).toBe(value.toUpperCase());
});

// ASSERTION: a state is one of the words, and nothing wider
// @ts-expect-error upper case
const shouted: ExecutionState = 'RUNNING';
// @ts-expect-error a dictionary
const recorded: ExecutionState = { success: true, completed: true };
void [shouted, recorded];
