// @ts-check
import { randomUUID } from 'node:crypto';
import { TRANSITIONS } from '@tracker/state';
import { ANSWER, BEATING, BEATS, FIRST, LAST, Lives, PATH } from './life.js';

/**
 * What a careful team writes in an afternoon. It checks every move, keeps a history, sets the outcome with the end,
 * calls its listeners and reads the clock for each step. It leaves out: deadlines and everything that acts on them,
 * compare-and-set, parsing what it is given, copying the answer, cursors, users' scopes, delivery, cancel, hold.
 */
export class ByHand {
  /** @type {Lives<any>} */
  #lives = new Lives();
  /** @type {((event: object) => void)[]} */
  #listeners = [];

  /** @param {(event: object) => void} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /** @param {{ agentName: string, userId: string, threadId: string }} request */
  create(request) {
    const id = randomUUID();
    const at = Date.now();
    /** @type {object[]} */
    const history = [];
    const { agentName, userId, threadId } = request;
    const stamps = { createdAt: at, aliveAt: at, endedAt: null };
    const life = {
      id,
      agentName,
      userId,
      threadId,
      state: FIRST,
      ...stamps,
      outcome: null,
      history,
    };
    this.#lives.add(id, life);
    this.#tell(history, { executionId: id, type: 'created', seq: 1, at });
    return id;
  }

  /**
   * @param {string} id
   * @param {import('@tracker/state').ExecutionState} to
   * @param {object} [outcome]
   */
  move(id, to, outcome) {
    const life = this.#lives.get(id);
    const from = /** @type {keyof typeof TRANSITIONS} */ (life.state);
    /** @type {readonly string[]} */
    const allowed = TRANSITIONS[from];
    if (!allowed.includes(to)) throw new Error(`${from} → ${to} is no move`);
    const at = Date.now();
    life.state = to;
    life.aliveAt = at;
    if (outcome) Object.assign(life, { endedAt: at, outcome });
    const seq = life.history.length + 1;
    this.#tell(life.history, { executionId: id, type: 'moved', seq, at, from, to });
  }

  /** @param {string} id */
  beat(id) {
    this.#lives.get(id).aliveAt = Date.now();
  }

  /**
   * @param {object[]} history
   * @param {object} event
   */
  #tell(history, event) {
    history.push(event);
    for (const listener of this.#listeners) listener(event);
  }
}

/** A life kept by hand. */
export function handWrittenLife() {
  const lives = new ByHand();
  const heard = { count: 0 };
  lives.subscribe(() => (heard.count += 1));
  const live = () => {
    const id = lives.create({ agentName: 'bench', userId: 'ann', threadId: 'thread' });
    for (const state of PATH) {
      lives.move(id, state, state === LAST ? { kind: 'answer', answer: ANSWER } : undefined);
      if (state === BEATING) for (let beat = 0; beat < BEATS; beat++) lives.beat(id);
    }
    return id;
  };
  return { live, heard };
}
