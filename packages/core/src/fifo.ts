/** Places there are at least; a power of two, as all their numbers are. */
const MIN_PLACES = 4;

/** Of so many places one must be taken, or half of them are given back. */
const SPARE = 8;

/** A queue in a ring: its head is dropped in constant time, and nothing moves unless its length changes by much. */
export class Fifo<T> {
  #places: (T | undefined)[] = new Array<T | undefined>(MIN_PLACES);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    if (this.#size === this.#places.length) this.#resize(2 * this.#size);
    this.#places[this.#placeOf(this.#size++)] = item;
  }

  /** Removes and returns the oldest item. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#places[this.#head];
    // let go of it now, not when its place is next needed
    this.#places[this.#head] = undefined;
    this.#head = this.#placeOf(1);
    this.#size -= 1;
    const { length } = this.#places;
    if (length > MIN_PLACES && this.#size * SPARE < length) this.#resize(length / 2);
    return item;
  }

  /** The items from position `index` (0 is the oldest), at most `count`. */
  slice(index: number, count: number): T[] {
    const length = Math.max(0, Math.min(count, this.#size - index));
    return Array.from({ length }, (_, offset) => this.at(index + offset) as T);
  }

  at(index: number): T | undefined {
    return index < this.#size ? this.#places[this.#placeOf(index)] : undefined;
  }

  #placeOf(index: number): number {
    return (this.#head + index) & (this.#places.length - 1);
  }

  #resize(length: number): void {
    const places: (T | undefined)[] = this.slice(0, this.#size);
    places.length = length;
    this.#places = places;
    this.#head = 0;
  }
}
