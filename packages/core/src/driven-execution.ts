import type { LiveExecution } from './live-execution.js';
import type { Writer } from './writer.js';

/**
 * An execution that a tracker drives, for whoever gives its signs. It knows its way: signs by it cost less than
 * signs by id, of which each has to be looked up among all that are driven.
 */
export class DrivenExecution {
  readonly #live: LiveExecution;
  readonly #writer: Writer;

  constructor(live: LiveExecution, writer: Writer) {
    this.#live = live;
    this.#writer = writer;
  }

  get id(): string {
    return this.#live.record.id;
  }

  /** Aborts when the work is to stop: a cancel was requested, or the execution has ended. */
  get signal(): AbortSignal {
    return this.#live.signal;
  }

  /** A sign of life; false when it came too late: the execution is over, stop working on it. */
  heartbeat(): boolean {
    return this.#writer.sign(this.#live) !== undefined;
  }

  /** Progress, such as a token that came in; a sign of life too. Returns as `heartbeat` does. */
  progress(): boolean {
    const now = this.#writer.sign(this.#live);
    if (now === undefined) return false;
    this.#live.progressAt = now;
    return true;
  }
}
