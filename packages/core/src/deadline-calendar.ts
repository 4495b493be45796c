/** The width of a day in the calendar, in milliseconds. */
const WIDTH_MS = 16;

/** Where something stands in a calendar; only the calendar writes it. */
export class Appointment {
  /** The number of its day; undefined while it has no date. */
  day: number | undefined = undefined;
  /** Its place in the list of that day. */
  place = 0;
}

/**
 * Keeps a deadline for each of many things at the cost of a list entry. A thing is found on the day of its
 * deadline and asked then whether that still holds, so a deadline that moves later costs nothing at all.
 */
export class DeadlineCalendar<T extends Appointment> {
  readonly #days = new Map<number, T[]>();
  #today = -Infinity;
  /** The day that was emptied last; its list is kept, because things often come and go on one day. */
  #emptied = -Infinity;

  /** Enters `thing` for `deadline` instead of any earlier date; Infinity is no date. */
  enter(thing: T, deadline: number): void {
    this.remove(thing);
    if (deadline === Infinity) return;
    const day = Math.floor(deadline / WIDTH_MS);
    if (day < this.#today) this.#today = day;
    thing.day = day;
    const list = this.#days.get(day);
    if (list) thing.place = list.push(thing) - 1;
    else this.#days.set(day, [thing]);
  }

  /** Whether `deadline` is on an earlier day than the one that `thing` is entered for. */
  isEarlier(thing: T, deadline: number): boolean {
    return deadline !== Infinity && Math.floor(deadline / WIDTH_MS) < (thing.day ?? Infinity);
  }

  /** Takes `thing` out, if it is in. */
  remove(thing: T): void {
    if (thing.day === undefined) return;
    const list = this.#days.get(thing.day) as T[];
    const last = list.pop() as T;
    if (last !== thing) {
      list[thing.place] = last;
      last.place = thing.place;
    }
    if (list.length === 0) this.#tidy(thing.day);
    forget(thing);
  }

  /**
   * Takes out up to `limit` things whose day has come, oldest day first. A day may have come up to 16 ms
   * before the deadline, so the caller looks at each and enters again what is not over yet.
   */
  take(now: number, limit: number): T[] {
    const last = Math.floor(now / WIDTH_MS);
    const taken: T[] = [];
    while (this.#today <= last) {
      const list = this.#days.get(this.#today);
      if (list && !this.#tear(list, taken, limit)) break;
      if (this.#today === last) break;
      this.#today = this.#nextDay(last);
    }
    taken.forEach(forget);
    return taken;
  }

  #tidy(day: number): void {
    if (day === this.#emptied) return;
    if (this.#days.get(this.#emptied)?.length === 0) this.#days.delete(this.#emptied);
    this.#emptied = day;
  }

  /** Moves a day's things to `taken`; false when not all of them fitted. */
  #tear(list: T[], taken: T[], limit: number): boolean {
    const rest = limit - taken.length;
    if (list.length > rest) {
      taken.push(...list.splice(list.length - rest, rest));
      return false;
    }
    for (const thing of list) taken.push(thing);
    this.#days.delete(this.#today);
    return true;
  }

  /** The next day up to `last`; after a long gap by looking at the days that exist. */
  #nextDay(last: number): number {
    if (last - this.#today <= this.#days.size) return this.#today + 1;
    let next = last;
    for (const day of this.#days.keys()) if (day < next) next = day;
    return next;
  }
}

function forget(thing: Appointment): void {
  thing.day = undefined;
  thing.place = 0;
}
