/** Holes that are left standing before a roll is closed up, at least. */
const MIN_HOLES = 16;

/**
 * Things in the order of their numbers. Any of them can be taken out, the oldest found, and the rest walked through
 * from any place in either direction, at a cost that does not follow how many there are.
 */
export class Roll<T> {
  #items: (T | undefined)[] = [];
  #numbers: number[] = [];
  #size = 0;
  /** No place before it holds anything. */
  #first = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds `item` under a number that is higher than all before. */
  add(number: number, item: T): void {
    this.#items.push(item);
    this.#numbers.push(number);
    this.#size += 1;
  }

  /** Takes out what stands under `number`, if anything does. */
  delete(number: number): void {
    const place = this.#placeOf(number);
    if (this.#numbers[place] !== number || this.#items[place] === undefined) return;
    this.#items[place] = undefined;
    this.#size -= 1;
    // what goes is most often the oldest, and the next oldest is then found without a search
    if (place === this.#first) this.#first += 1;
    this.#closeUp();
  }

  /** Takes out and returns the oldest. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    while (this.#items[this.#first] === undefined) this.#first += 1;
    const oldest = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    this.#size -= 1;
    this.#closeUp();
    return oldest;
  }

  /** Everything after the number, the oldest first; with no number, everything. */
  *onwards(after = -Infinity): Generator<T> {
    for (let place = this.#placeOf(after + 1); place < this.#items.length; place++) {
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
    if ((this.#numbers[low] ?? Infinity) >= number) return low;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Each closing follows as many deletions as it moves things. */
  #closeUp(): void {
    if (this.#items.length - this.#size < Math.max(MIN_HOLES, this.#size)) return;
    const items = this.#items;
    this.#numbers = this.#numbers.filter((_, place) => items[place] !== undefined);
    this.#items = items.filter((item) => item !== undefined);
    this.#first = 0;
  }
}
