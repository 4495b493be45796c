// @ts-check
import { randomUUID } from 'node:crypto';
import { EXECUTION_STATES, legalMoves } from '@tracker/state';
import machina from 'machina';
import { ANSWER, BEATING, BEATS, FIRST, LAST, Lives, PATH } from './life.js';

/** @typedef {{ id: string, aliveAt: number, outcome: object | null, history: object[] }} Client */

/** @param {Client} client */
function beat(client) {
  client.aliveAt = Date.now();
}

/**
 * One machine for all lives, as its documentation advises for many clients. It leaves out what the one by hand
 * leaves out, and the refusal of a wrong move.
 */
export function machinaLife() {
  const states = EXECUTION_STATES.map((state) => [
    state,
    { ...Object.fromEntries(legalMoves(state).map((to) => [to, to])), beat },
  ]);
  const fsm = new machina.BehavioralFsm({
    initialState: FIRST,
    states: Object.fromEntries(states),
  });
  fsm.on('transition', (/** @type {{ client: Client, toState: string }} */ { client, toState }) => {
    client.aliveAt = Date.now();
    client.history.push({ to: toState, at: client.aliveAt });
    if (toState === LAST) client.outcome = { kind: 'answer', answer: ANSWER };
  });
  const lives = new Lives();
  const live = () => {
    /** @type {Client} */
    const client = { id: randomUUID(), aliveAt: Date.now(), outcome: null, history: [] };
    lives.add(client.id, client);
    for (const state of PATH) {
      fsm.handle(client, state);
      if (state === BEATING) for (let i = 0; i < BEATS; i++) fsm.handle(client, 'beat');
    }
    return client.id;
  };
  return { live, lives };
}
