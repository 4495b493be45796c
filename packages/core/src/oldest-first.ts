/** A set from which the oldest member can be taken in constant time, however many were deleted before it. */
export class OldestFirst<T> {
  readonly #members = new Set<T>();
  // kept between calls: a new iterator would step over every place that a deletion has left
  #next = this.#members.values();

  get size(): number {
    return this.#members.size;
  }

  add(member: T): void {
    this.#members.add(member);
  }

  delete(member: T): boolean {
    return this.#members.delete(member);
  }

  /** Removes and returns the oldest member. */
  take(): T | undefined {
    let next = this.#next.next();
    if (next.done) {
      this.#next = this.#members.values();
      next = this.#next.next();
    }
    if (next.done) return undefined;
    this.#members.delete(next.value);
    return next.value;
  }
}
