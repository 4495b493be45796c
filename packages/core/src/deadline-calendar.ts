/** The width of a day in the calendar, in milliseconds. */
const WIDTH_MS = 16;

/** Whether the day of a deadline has come, which may be up to 16 ms before the deadline itself. */
export function hasItsDayCome(deadline: number, now: number): boolean {
  return dayOf(deadline) <= dayOf(now);
}

/**
 * Keeps a deadline for each of many things at the cost of a list entry. A thing is found in the day of its
 * deadline and asked then whether that still holds, so moving a deadline later costs nothing at all.
 */
export class DeadlineCalendar<T> {
  readonly #days = new Map<number, T[]>();
  #today = -Infinity;

  /** Enters `thing` for `deadline`; Infinity is no date. */
  enter(thing: T, deadline: number): void {
    if (deadline === Infinity) return;
    const day = dayOf(deadline);
    if (day < this.#today) this.#today = day;
    const list = this.#days.get(day);
    if (list) list.push(thing);
    else this.#days.set(day, [thing]);
  }

  /**
   * Takes out up to `limit` things whose day has come, oldest day first. A day may have come up to 16 ms
   * before the deadline, so the caller looks at each and enters again what is not over yet.
   */
  take(now: number, limit: number): T[] {
    const last = dayOf(now);
    const taken: T[] = [];
    while (this.#today <= last && taken.length < limit) {
      const list = this.#days.get(this.#today);
      if (list) this.#tear(list, taken, limit);
      if (this.#days.has(this.#today) || this.#today === last) break;
      this.#today = this.#nextDay(last);
    }
    return taken;
  }

  #tear(list: T[], taken: T[], limit: number): void {
    const rest = limit - taken.length;
    if (list.length <= rest) {
      for (const thing of list) taken.push(thing);
      this.#days.delete(this.#today);
    } else {
      taken.push(...list.splice(list.length - rest, rest));
    }
  }

  /** The next day up to `last`; after a long gap by looking at the days that exist. */
  #nextDay(last: number): number {
    if (last - this.#today <= this.#days.size) return this.#today + 1;
    let next = last;
    for (const day of this.#days.keys()) if (day < next) next = day;
    return next;
  }
}

function dayOf(instant: number): number {
  return Math.floor(instant / WIDTH_MS);
}
