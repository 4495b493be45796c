/** A queue whose head is dropped in constant time. */
export class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** Removes and returns the oldest item. */
  shift(): T | undefined {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head] as T;
    // let go of it now, not when the list is next cut
    this.#items[this.#head++] = undefined as T;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** The items from position `index` (0 is the oldest), at most `count`. */
  slice(index: number, count: number): T[] {
    const start = this.#head + index;
    return this.#items.slice(start, start + count);
  }

  at(index: number): T | undefined {
    return this.#items[this.#head + index];
  }
}
