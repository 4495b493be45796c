import type { AgentFrame } from './agent-frames.js';

/** What is to be done with a frame: show it, pass over it, or go back to where something is missing. */
export type Place =
  | { readonly kind: 'next' }
  | { readonly kind: 'known' }
  | { readonly kind: 'gap'; readonly after: number };

/** Executions kept in mind; of one that is forgotten, the cursor alone says what is new. */
const MAX_EXECUTIONS = 10_000;

interface Last {
  readonly seq: number;
  readonly cursor: number;
}

/**
 * Which frames have been shown. The facts of an execution are numbered without a gap, so what is missing, doubled or
 * out of order is seen, whatever the server or the network between has done.
 */
export class Sequence {
  readonly #last = new Map<string, Last>();
  /** Everything up to here was shown before the first frame came. */
  #start: number | undefined;
  #cursor: number | undefined;

  constructor(after: number | undefined) {
    this.#start = after;
    this.#cursor = after;
  }

  /** The cursor of the last frame that was shown; undefined before it is known where that is. */
  get cursor(): number | undefined {
    return this.#cursor;
  }

  /** Where a feed begins, for one that did not say. */
  begin(cursor: number): void {
    this.#start ??= cursor;
    this.#cursor ??= cursor;
  }

  place({ executionId, seq, cursor }: AgentFrame): Place {
    const last = this.#last.get(executionId);
    if (last) {
      if (seq <= last.seq) return { kind: 'known' };
      return seq === last.seq + 1 ? { kind: 'next' } : { kind: 'gap', after: last.cursor };
    }
    const isNew = cursor > (this.#cursor ?? -1);
    const cameLate = seq === 1 && cursor > (this.#start ?? -1);
    return { kind: isNew || cameLate ? 'next' : 'known' };
  }

  /** The frame has been shown. */
  shown({ executionId, seq, cursor }: AgentFrame): void {
    this.#cursor = Math.max(cursor, this.#cursor ?? 0);
    // the one heard of longest ago comes first, and goes first
    this.#last.delete(executionId);
    this.#last.set(executionId, { seq, cursor });
    if (this.#last.size > MAX_EXECUTIONS) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#last.keys();
    if (oldest !== undefined) this.#last.delete(oldest);
  }
}
