// @ts-check
import { fork } from 'node:child_process';
import { CROWD_PROGRAM } from './fanout-crowd-program.cjs';

/** @typedef {{ lastAt: number, p99At: number }} Arrivals milliseconds of the machine's one clock */
/** @typedef {{ id: number, ready?: true, result?: Arrivals, error?: string }} Word */

/** Clients in a process of their own, so that the servers' process pays for the servers alone. */
export class Crowd {
  #child = fork(CROWD_PROGRAM, { execArgv: [] });
  #ids = 0;
  /** @type {Map<number, (word: Word) => void>} */
  #heard = new Map();

  constructor() {
    this.#child.on('message', (word) => {
      const said = /** @type {Word} */ (word);
      if (said.error) throw new Error(said.error);
      this.#heard.get(said.id)?.(said);
    });
  }

  /**
   * @param {string} url
   * @param {{ count: number, first?: string }} clients
   * @returns {Promise<void>}
   */
  async open(url, clients) {
    await this.#ask({ open: { url, ...clients } }, () => true);
  }

  /**
   * Resolves when the crowd is ready, with what resolves when each of it has had so many frames.
   * @param {string} url
   * @param {number} frames
   * @returns {Promise<{ had: Promise<Arrivals> }>}
   */
  async expect(url, frames) {
    /** @type {(arrivals: Arrivals) => void} */
    let settle = () => {};
    /** @type {Promise<Arrivals>} */
    const had = new Promise((resolve) => (settle = resolve));
    await this.#ask({ expect: { url, frames } }, ({ result }) => {
      if (result) settle(result);
      return result !== undefined;
    });
    return { had };
  }

  close() {
    this.#child.kill();
  }

  /**
   * Resolves with the first word about it; keeps listening until a word was the last.
   * @param {object} message
   * @param {(word: Word) => boolean} isLast
   * @returns {Promise<void>}
   */
  #ask(message, isLast) {
    const id = ++this.#ids;
    return new Promise((resolve) => {
      this.#heard.set(id, (word) => {
        if (isLast(word)) this.#heard.delete(id);
        resolve();
      });
      this.#child.send({ id, ...message });
    });
  }
}
