import type { Time } from './browser-time.js';

/** Clocks that differ by less are the same: the server says its time in whole seconds, and answers take a while. */
const SAME_MS = 2_000;

/** The server's time by the browser's clock, so that "in 12 s" is right also where that clock is wrong. */
export class ServerTime implements Time {
  readonly #browser: Time;
  #aheadMs = 0;

  constructor(browser: Time) {
    this.#browser = browser;
  }

  now(): number {
    return this.#browser.now() + this.#aheadMs;
  }

  after(ms: number, call: () => void): () => void {
    return this.#browser.after(ms, call);
  }

  /** Takes in what an answer says about when it was given; what can't be read says nothing. */
  heard(response: Pick<Response, 'headers'>): void {
    const said = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(said)) return;
    const aheadMs = said - this.#browser.now();
    this.#aheadMs = Math.abs(aheadMs) < SAME_MS ? 0 : aheadMs;
  }
}
