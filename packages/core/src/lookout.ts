import type { Circumstances } from './decide.js';
import type { Passage } from './passage.js';
import type { Signs } from './signs.js';
import type { ExecutionStore } from './store.js';
import type { UserMessage } from './user-message.js';
import type { Vigil } from './vigil.js';

export interface LookoutParts {
  readonly store: ExecutionStore;
  readonly vigil: Vigil;
  /** The tracker's name, for the evidence of what it judges. */
  readonly name: string;
  readonly userMessage: UserMessage;
}

/** What a tracker sees when it decides. */
export class Lookout {
  readonly #parts: LookoutParts;

  constructor(parts: LookoutParts) {
    this.#parts = parts;
  }

  /** What time it is; the vigil takes note that somebody looked. */
  look(): number {
    const { store, vigil } = this.#parts;
    const now = store.now();
    vigil.look(now);
    return now;
  }

  /** What a decision depends on, given the signs of an execution. */
  see(signs: Signs, passage?: Passage, now = this.look()): Circumstances {
    const { vigil, name, userMessage } = this.#parts;
    return { now, signs, sleptSince: vigil.sleptSince, judge: name, userMessage, passage };
  }
}
