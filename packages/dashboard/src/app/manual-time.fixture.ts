import type { Time } from './browser-time.js';

/** A time that stands still until it is told to go on. */
export class ManualTime implements Time {
  #now: number;
  readonly #calls = new Set<{ readonly at: number; readonly call: () => void }>();

  constructor(now = 1_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const entry = { at: this.#now + ms, call };
    this.#calls.add(entry);
    return () => void this.#calls.delete(entry);
  }

  /** How many calls are still to come. */
  get waiting(): number {
    return this.#calls.size;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const entry of [...this.#calls].filter(({ at }) => at <= this.#now)) {
      this.#calls.delete(entry);
      entry.call();
    }
  }
}
