// @ts-check
import { randomUUID } from 'node:crypto';
import { EXECUTION_STATES, isTerminal, legalMoves } from '@tracker/state';
import { assign, createActor, setup } from 'xstate';
import { ANSWER, BEATING, BEATS, FIRST, LAST, Lives, PATH } from './life.js';

/** @typedef {{ aliveAt: number, outcome: object | null }} Context */

const beat = { actions: assign({ aliveAt: () => Date.now() }) };
const moves = EXECUTION_STATES.map((state) => [
  state,
  isTerminal(state)
    ? { type: 'final' }
    : { on: { ...Object.fromEntries(legalMoves(state).map((to) => [to, moveTo(to)])), beat } },
]);

/** @param {string} to */
function moveTo(to) {
  return {
    target: to,
    actions: assign({
      aliveAt: () => Date.now(),
      outcome: (/** @type {any} */ { event }) => event.outcome ?? null,
    }),
  };
}

/** The machine of the table, as `setup(…).createMachine(…)`; an actor for each life, which logs to its subscriber. */
const machine = setup({
  types: { context: /** @type {Context} */ ({}), events: /** @type {{ type: string }} */ ({}) },
}).createMachine(
  /** @type {any} */ ({
    initial: FIRST,
    context: () => ({ aliveAt: Date.now(), outcome: null }),
    states: Object.fromEntries(moves),
  }),
);

/** A life as an actor of XState. It leaves out what the one by hand leaves out, and the refusal of a wrong move. */
export function xstateLife() {
  const lives = new Lives();
  const live = () => {
    const id = randomUUID();
    /** @type {object[]} */
    const history = [];
    const actor = createActor(machine, { id });
    actor.subscribe((snapshot) => void history.push({ to: snapshot.value, at: Date.now() }));
    actor.start();
    lives.add(id, { actor, history });
    for (const state of PATH) {
      const outcome = state === LAST ? { outcome: { kind: 'answer', answer: ANSWER } } : {};
      actor.send({ type: state, ...outcome });
      if (state === BEATING) for (let i = 0; i < BEATS; i++) actor.send({ type: 'beat' });
    }
    return id;
  };
  return { live, lives };
}
