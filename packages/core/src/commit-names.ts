/** Names that share their beginning. */
const BLOCK = 1_024;

/** How names end: made once, since a number costs more to write out than all else a name does. */
const ENDS = Array.from({ length: BLOCK }, (_, end) => `${end}`);

/** Names for commits, none of them given twice by anybody. */
export class CommitNames {
  readonly #own = crypto.randomUUID();
  #block = 0;
  #beginning = '';
  #end = BLOCK;

  next(): string {
    if (this.#end === BLOCK) {
      this.#beginning = `${this.#own}:${this.#block++}:`;
      this.#end = 0;
    }
    return this.#beginning + ENDS[this.#end++];
  }
}
