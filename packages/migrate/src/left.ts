import type { Place } from './place.js';

/** Something that the codemod leaves as it is, for a person to look at. */
export interface Left extends Place {
  /** What it is about, as the file spells it. */
  readonly name: string;
  /** Why nothing could be proved. */
  readonly why: string;
  /** What to do about it. */
  readonly todo: string;
}

/** Something that was rewritten and whose meaning changed in a way that is worth knowing. */
export interface Minded extends Place {
  readonly name: string;
  /** What else changes. */
  readonly note: string;
}
