import { EXECUTION_STATES, type ExecutionState } from './execution-state.js';
import { shortestPath } from './path.js';
import { canTransition } from './transitions.js';

// The witness: the table is a line with exits, so the way ahead on it is the only one.
const LINE: readonly string[] = ['pending', 'starting', 'running', 'completing', 'completed'];

function witness(from: ExecutionState, to: ExecutionState): readonly string[] | undefined {
  const [start, end] = [LINE.indexOf(from), LINE.indexOf(to)];
  if (start === -1 || from === 'completed') return undefined;
  if (end === -1) return [to];
  return end > start ? LINE.slice(start + 1, end + 1) : undefined;
}

const pairs = EXECUTION_STATES.flatMap((from) => EXECUTION_STATES.map((to) => ({ from, to })));

it.each(pairs)('$from → $to', ({ from, to }) => {
  expect(shortestPath(from, to)).toEqual(witness(from, to));
});

it('takes only legal steps', () => {
  for (const { from, to } of pairs) {
    const way = [from, ...(shortestPath(from, to) ?? [])];
    way.slice(1).forEach((step, index) => {
      expect(canTransition(way[index] as ExecutionState, step)).toBe(true);
    });
  }
});

it('hands out paths that nobody can change', () => {
  expect(Object.isFrozen(shortestPath('pending', 'completed'))).toBe(true);
});
