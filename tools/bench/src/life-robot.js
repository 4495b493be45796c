// @ts-check
import { randomUUID } from 'node:crypto';
import { EXECUTION_STATES, legalMoves } from '@tracker/state';
import { createMachine, interpret, reduce, state, transition } from 'robot3';
import { ANSWER, BEATING, BEATS, FIRST, LAST, Lives, PATH } from './life.js';

/** @typedef {{ aliveAt: number, outcome: object | null }} Context */

const moved = reduce((/** @type {Context} */ context, /** @type {any} */ event) => ({
  ...context,
  aliveAt: Date.now(),
  outcome: event.outcome ?? null,
}));
const alive = reduce((/** @type {Context} */ context) => ({ ...context, aliveAt: Date.now() }));

const states = EXECUTION_STATES.map((from) => [
  from,
  state(
    ...legalMoves(from).map((to) => transition(to, to, moved)),
    ...(legalMoves(from).length > 0 ? [transition('beat', from, alive)] : []),
  ),
]);

/** The machine of the table; a service for each life. @type {any} */
const machine = createMachine(FIRST, Object.fromEntries(states), () => ({
  aliveAt: Date.now(),
  outcome: null,
}));

/** A life as a service of robot3. It leaves out what the one by hand leaves out, and the refusal of a wrong move. */
export function robotLife() {
  const lives = new Lives();
  const live = () => {
    const id = randomUUID();
    /** @type {object[]} */
    const history = [];
    const service = interpret(machine, ({ machine: { current } }) => {
      history.push({ to: current, at: Date.now() });
    });
    lives.add(id, { service, history });
    for (const to of PATH) {
      const outcome = to === LAST ? { outcome: { kind: 'answer', answer: ANSWER } } : {};
      service.send({ type: to, ...outcome });
      if (to === BEATING) for (let i = 0; i < BEATS; i++) service.send('beat');
    }
    return id;
  };
  return { live, lives };
}
