// @ts-check
import { ExecutionState, shortestPath } from '@tracker/state';

/** Heartbeats of the life that everybody lives, given while it runs. */
export const BEATS = 5;

/** Ended lives that everybody keeps, so that nobody's heap grows with the time a benchmark takes. */
export const KEPT = 10_000;

export const FIRST = ExecutionState.PENDING;
export const BEATING = ExecutionState.RUNNING;
export const LAST = ExecutionState.COMPLETED;

/** The states a life enters after its first. */
export const PATH = shortestPath(FIRST, LAST) ?? [];

export const ANSWER = { text: 'forty-two', sources: 3 };

/**
 * The newest lives by id, as many as everybody keeps.
 * @template Life
 */
export class Lives {
  /** @type {Map<string, Life>} */
  #byId = new Map();
  /** @type {string[]} */
  #ring = [];
  #next = 0;

  /**
   * @param {string} id
   * @param {Life} life
   */
  add(id, life) {
    const oldest = this.#ring[this.#next];
    if (oldest !== undefined) this.#byId.delete(oldest);
    this.#ring[this.#next] = id;
    this.#next = (this.#next + 1) % KEPT;
    this.#byId.set(id, life);
  }

  /** @param {string} id */
  get(id) {
    const life = this.#byId.get(id);
    if (!life) throw new Error(`no life ${id}`);
    return life;
  }
}
