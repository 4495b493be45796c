import type { LiveExecution } from './live-execution.js';
import type { Lookout } from './lookout.js';
import type { SignPage } from './sign-pages.js';
import type { Writer } from './writer.js';

export interface DrivenParts {
  readonly writer: Writer;
  readonly lookout: Lookout;
}

/**
 * An execution that a tracker drives, for whoever gives its signs. It knows its way: signs by it cost less than
 * signs by id, of which each has to be looked up among all that are driven.
 */
export class DrivenExecution {
  readonly #live: LiveExecution;
  readonly #writer: Writer;
  readonly #lookout: Lookout;
  readonly #page: SignPage;
  readonly #row: number;
  readonly #term: number;

  constructor(live: LiveExecution, { writer, lookout }: DrivenParts) {
    this.#live = live;
    this.#writer = writer;
    this.#lookout = lookout;
    const { page, row, term } = live.place;
    this.#page = page;
    this.#row = row;
    this.#term = term;
  }

  get id(): string {
    return this.#live.record.id;
  }

  /** Aborts when the work is to stop: a cancel was requested, or the execution has ended. */
  get signal(): AbortSignal {
    return this.#live.stopping.signal;
  }

  /** A sign of life; false when it came too late: the execution is over, stop working on it. */
  heartbeat(): boolean {
    const now = this.#lookout.look();
    return this.#page.sign(this.#row, this.#term, now) || this.#writer.signAt(this.#live, now);
  }

  /** Progress, such as a token that came in; a sign of life too. Returns as `heartbeat` does. */
  progress(): boolean {
    const now = this.#writer.sign(this.#live);
    if (now === undefined) return false;
    this.#live.progressAt = now;
    return true;
  }
}
