import { EXECUTION_STATES, type ExecutionState } from './execution-state.js';
import {
  ACTIVE_STATES,
  TERMINAL_STATES,
  TRANSITIONS,
  canTransition,
  isActive,
  isTerminal,
  legalMoves,
  type ActiveState,
  type NextState,
  type TerminalState,
} from './transitions.js';

// The witness, spelled apart from the table: rows are from, columns are to, both in this order.
const ORDER = 'pending starting running completing completed failed timeout dead cancelled';
const WITNESS = `
  . X . . . X X X X
  . . X . . X X X X
  . . . X . X X X X
  . . . . X X X X X
  . . . . . . . . .
  . . . . . . . . .
  . . . . . . . . .
  . . . . . . . . .
  . . . . . . . . .`;

const names = ORDER.split(' ') as ExecutionState[];
const rows = WITNESS.trim().split('\n');
const pairs = names.flatMap((from, row) =>
  names.map((to, column) => ({ from, to, legal: rows[row]?.trim().split(' ')[column] === 'X' })),
);

it('is witnessed on all 81 pairs, 20 of them legal', () => {
  expect(pairs).toHaveLength(81);
  expect(pairs.filter(({ legal }) => legal)).toHaveLength(20);
});

it.each(pairs)('$from → $to: $legal', ({ from, to, legal }) => {
  expect(canTransition(from, to)).toBe(legal);
  expect((legalMoves(from) as readonly string[]).includes(to)).toBe(legal);
});

it('has a row for each state and no other', () => {
  expect(Object.keys(TRANSITIONS)).toEqual([...EXECUTION_STATES]);
});

it('parts the states into four active and five terminal ones', () => {
  expect(ACTIVE_STATES).toEqual(['pending', 'starting', 'running', 'completing']);
  expect(TERMINAL_STATES).toEqual(['completed', 'failed', 'timeout', 'dead', 'cancelled']);
  for (const state of EXECUTION_STATES) {
    expect(isTerminal(state)).toBe((TERMINAL_STATES as readonly string[]).includes(state));
    expect(isActive(state)).toBe(!isTerminal(state));
  }
});

// ASSERTION: the types are derived from the table, exactly
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same: [
  Same<NextState<'running'>, 'completing' | 'failed' | 'timeout' | 'dead' | 'cancelled'>,
  Same<NextState<'completed'>, never>,
  Same<ActiveState, 'pending' | 'starting' | 'running' | 'completing'>,
  Same<TerminalState, 'completed' | 'failed' | 'timeout' | 'dead' | 'cancelled'>,
] = [true, true, true, true];
// @ts-expect-error backwards
const backwards: NextState<'running'> = 'starting';
void [same, backwards];
