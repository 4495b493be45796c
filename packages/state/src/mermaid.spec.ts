import { canBreakerTransition, CIRCUIT_BREAKER_STATES } from './breaker-state.js';
import { EXECUTION_STATES } from './execution-state.js';
import { breakerDiagram, phaseDiagram, stateDiagram } from './mermaid.js';
import { AGENT_EXECUTION_PHASES } from './phase.js';
import { canEnterPhase } from './phase-transitions.js';
import { canTransition } from './transitions.js';

/** The moves a diagram draws; anything it says besides is an error. */
function drawn(diagram: string): string[] {
  const [head, ...lines] = diagram.split('\n');
  expect(head).toBe('stateDiagram-v2');
  return lines.map((line) => {
    const move = /^ {4}(\[\*\]|\w+) --> (\[\*\]|\w+)$/.exec(line);
    return move ? `${move[1]} ${move[2]}` : `not a move: ${line}`;
  });
}

/** The moves it ought to draw, in any order. */
function expected<Word extends string>(
  words: readonly Word[],
  can: (from: Word, to: Word) => boolean,
): Set<string> {
  const moves = words.flatMap((from) => {
    const targets = words.filter((to) => can(from, to));
    return targets.length === 0 ? [`${from} [*]`] : targets.map((to) => `${from} ${to}`);
  });
  return new Set([`[*] ${words[0]}`, ...moves]);
}

it('draws every move once and no other', () => {
  const states = drawn(stateDiagram());
  const phases = drawn(phaseDiagram());
  const breaker = drawn(breakerDiagram());
  expect(new Set(states)).toEqual(expected(EXECUTION_STATES, canTransition));
  expect(new Set(phases)).toEqual(expected(AGENT_EXECUTION_PHASES, canEnterPhase));
  expect(new Set(breaker)).toEqual(expected(CIRCUIT_BREAKER_STATES, canBreakerTransition));
  expect([states.length, phases.length, breaker.length]).toEqual([26, 40, 5]);
});
