import { describeTable } from './describe-table.js';
import { EXECUTION_STATES } from './execution-state.js';
import { AGENT_EXECUTION_PHASES } from './phase.js';
import { canEnterPhase } from './phase-transitions.js';
import { canTransition } from './transitions.js';

const table = describeTable();

it('is JSON and nothing but JSON', () => {
  expect(JSON.parse(JSON.stringify(table))).toEqual(table);
});

it('has every move and no other', () => {
  for (const from of EXECUTION_STATES) {
    for (const to of EXECUTION_STATES) {
      expect(table.transitions[from].includes(to)).toBe(canTransition(from, to));
    }
  }
  for (const from of AGENT_EXECUTION_PHASES) {
    for (const to of AGENT_EXECUTION_PHASES) {
      expect(table.phaseTransitions[from].includes(to)).toBe(canEnterPhase(from, to));
    }
  }
});

it('says null where an end leaves the phase as it was', () => {
  expect(table.entryPhase).toMatchObject({ running: 'thinking', dead: null, cancelled: null });
});

it('hands out a new object each time', () => {
  describeTable().states.pop();
  expect(describeTable()).toEqual(table);
});
