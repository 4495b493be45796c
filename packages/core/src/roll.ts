/** Holes that are left standing before a roll is closed up, at least. */
const MIN_HOLES = 16;

/** Of so many places one must be taken when a roll is closed up, or the others are given back. */
const SPARE = 8;

/**
 * Things in the order of their numbers. Any of them can be taken out, the oldest found, and the rest walked through
 * from any place in either direction, at a cost that does not follow how many there are.
 */
export class Roll<T> {
  readonly #items: (T | undefined)[] = [];
  readonly #numbers: number[] = [];
  #size = 0;
  /** No place before it holds anything. */
  #first = 0;
  /** No place from it on does. */
  #end = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds `item` under a number that is higher than all before. */
  add(number: number, item: T): void {
    this.#items[this.#end] = item;
    this.#numbers[this.#end] = number;
    this.#end += 1;
    this.#size += 1;
  }

  /** Takes out what stands under `number`, if anything does. */
  delete(number: number): void {
    const place = this.#placeOf(number);
    const isThere = place < this.#end && this.#numbers[place] === number;
    if (isThere && this.#items[place] !== undefined) this.#empty(place);
  }

  /** Takes out and returns the oldest. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    while (this.#items[this.#first] === undefined) this.#first += 1;
    const oldest = this.#items[this.#first];
    this.#empty(this.#first);
    return oldest;
  }

  /** Everything after the number, the oldest first; with no number, everything. */
  *onwards(after = -Infinity): Generator<T> {
    for (let place = this.#placeOf(after + 1); place < this.#end; place++) {
      const item = this.#items[place];
      if (item !== undefined) yield item;
    }
  }

  /** Everything before the number, the newest first; with no number, everything. */
  *backwards(before = Infinity): Generator<T> {
    for (let place = this.#placeOf(before) - 1; place >= this.#first; place--) {
      const item = this.#items[place];
      if (item !== undefined) yield item;
    }
  }

  /** The first place whose number is not below `number`. */
  #placeOf(number: number): number {
    let low = this.#first;
    let high = this.#end;
    // what is looked for is most often the oldest
    if (low === high || (this.#numbers[low] as number) >= number) return low;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #empty(place: number): void {
    this.#items[place] = undefined;
    this.#size -= 1;
    // what goes is most often the oldest, and the next oldest is then found without a search
    if (place === this.#first) this.#first += 1;
    if (this.#end - this.#size >= Math.max(MIN_HOLES, this.#size)) this.#closeUp();
  }

  /** Each closing follows as many deletions as it moves things; it makes nothing, since in a small roll it comes often. */
  #closeUp(): void {
    const items = this.#items;
    const numbers = this.#numbers;
    let end = 0;
    for (let place = this.#first; place < this.#end; place++) {
      const item = items[place];
      if (item === undefined) continue;
      items[end] = item;
      numbers[end] = numbers[place] as number;
      end += 1;
    }
    items.fill(undefined, end, this.#end);
    this.#first = 0;
    this.#end = end;
    if (items.length <= SPARE * Math.max(MIN_HOLES, end)) return;
    items.length = end;
    numbers.length = end;
  }
}
