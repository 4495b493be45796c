import type { SleptSince } from './signs.js';

/** Gaps between two looks that are longer than this count as sleep, in milliseconds. */
const TOLERANCE_MS = 250;

/** Sleeps that are remembered one by one. */
const MAX_SLEEPS = 64;

/**
 * Knows when this process was not looking: a busy event loop, a suspended machine, a clock that was set ahead.
 * A watcher that slept must not take its own absence for the silence of others.
 */
export class Vigil {
  #lookedAt: number;
  #sleeps: { readonly wokeAt: number; readonly sleptMs: number }[] = [];
  #longestMs = 0;
  #ended = false;

  constructor(now: number) {
    this.#lookedAt = now;
  }

  /** Notes that the watcher looked at the clock. */
  look(now: number): void {
    const gap = now - this.#lookedAt;
    this.#lookedAt = now;
    if (gap > TOLERANCE_MS) this.#note(now, gap);
  }

  /** The time slept since an instant, in milliseconds; a sleep that began before it counts from it. */
  readonly sleptSince: SleptSince = (instant) => {
    const last = this.#sleeps.at(-1);
    if (!last || last.wokeAt <= instant || this.#ended) return 0;
    let slept = 0;
    for (const { wokeAt, sleptMs } of this.#sleeps) {
      if (wokeAt > instant) slept += Math.min(sleptMs, wokeAt - instant);
    }
    return slept;
  };

  /** From now on nobody looks, and absence excuses nothing: what is read is judged by the clock alone. */
  end(): void {
    this.#ended = true;
  }

  /** The longest sleep so far, in milliseconds. */
  get longestMs(): number {
    return this.#longestMs;
  }

  #note(wokeAt: number, sleptMs: number): void {
    this.#longestMs = Math.max(this.#longestMs, sleptMs);
    this.#sleeps.push({ wokeAt, sleptMs });
    const [first, second] = this.#sleeps;
    if (this.#sleeps.length <= MAX_SLEEPS || !first || !second) return;
    // two become one, so that a long sleep is not forgotten over many short ones
    const merged = { wokeAt: second.wokeAt, sleptMs: first.sleptMs + second.sleptMs };
    this.#sleeps.splice(0, 2, merged);
  }
}
