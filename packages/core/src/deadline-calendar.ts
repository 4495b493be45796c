/** The width of a day in the calendar, in milliseconds. */
const WIDTH_MS = 16;

/** A day of a calendar, with the first of its appointments. */
interface Day {
  number: number;
  first: Appointment | undefined;
}

/** Days that are over and kept to be used again, at most. */
const MAX_SPARE = 4_096;

/** Where something stands in a calendar; only the calendar writes it. */
export class Appointment {
  /** Undefined while it has no date. */
  day: Day | undefined = undefined;
  /** Its neighbours on that day. */
  previous: Appointment | undefined = undefined;
  next: Appointment | undefined = undefined;
}

/**
 * Keeps a deadline for each of many things, and makes nothing for any of them. A thing is found on the day of its
 * deadline and asked then whether that still holds, so a deadline that moves later costs nothing at all.
 */
export class DeadlineCalendar<T extends Appointment> {
  readonly #days = new Map<number, Day>();
  /** The day from which the others are counted: small numbers cost a map less than instants do. */
  #first: number | undefined;
  #today = -Infinity;
  /** The day that became empty last; it is kept, because things often come and go on one day. */
  #emptied: Day | undefined;
  /**
   * Days that are over. They are used again because they are old: what points to a new one is visited by the next
   * collection of garbage, and many point to each.
   */
  readonly #spare: Day[] = [];

  /** Enters `thing` for `deadline` instead of any earlier date; Infinity is no date. */
  enter(thing: T, deadline: number): void {
    const number = this.#numberOf(deadline);
    if (thing.day?.number === number) return;
    this.remove(thing);
    if (number === Infinity) return;
    if (number < this.#today) this.#today = number;
    const day = this.#dayOf(number);
    thing.day = day;
    thing.next = day.first;
    if (day.first) day.first.previous = thing;
    day.first = thing;
  }

  /** Whether `deadline` is on an earlier day than the one that `thing` is entered for. */
  isEarlier(thing: T, deadline: number): boolean {
    return deadline !== Infinity && this.#numberOf(deadline) < (thing.day?.number ?? Infinity);
  }

  /** Takes `thing` out, if it is in. */
  remove(thing: T): void {
    const { day, previous, next } = thing;
    if (!day) return;
    if (previous) previous.next = next;
    else day.first = next;
    if (next) next.previous = previous;
    forget(thing);
    if (!day.first) this.#tidy(day);
  }

  /**
   * Takes out up to `limit` things whose day has come, oldest day first. A day may have come up to 16 ms
   * before the deadline, so the caller looks at each and enters again what is not over yet.
   */
  take(now: number, limit: number): T[] {
    const last = this.#numberOf(now);
    const taken: T[] = [];
    while (this.#today <= last) {
      const day = this.#days.get(this.#today);
      if (day && !this.#tear(day, taken, limit)) break;
      if (this.#today === last) break;
      this.#today = this.#nextDay(last);
    }
    return taken;
  }

  #numberOf(instant: number): number {
    const day = Math.floor(instant / WIDTH_MS);
    return day - (this.#first ??= Number.isFinite(day) ? day : 0);
  }

  #dayOf(number: number): Day {
    const known = this.#days.get(number);
    if (known) return known;
    const day = this.#spare.pop() ?? { number, first: undefined };
    day.number = number;
    this.#days.set(number, day);
    return day;
  }

  /** A day without appointments is one no longer. */
  #close(day: Day): void {
    this.#days.delete(day.number);
    if (this.#spare.length < MAX_SPARE) this.#spare.push(day);
  }

  #tidy(day: Day): void {
    const before = this.#emptied;
    if (before === day) return;
    // a day that has come is gone already, and another may have its number
    const stands = before && this.#days.get(before.number) === before;
    if (stands && !before.first) this.#close(before);
    this.#emptied = day;
  }

  /** Moves a day's things to `taken`; false when not all of them fitted. */
  #tear(day: Day, taken: T[], limit: number): boolean {
    let thing = day.first as T | undefined;
    while (thing && taken.length < limit) {
      taken.push(thing);
      const { next } = thing;
      forget(thing);
      thing = next as T | undefined;
    }
    day.first = thing;
    if (thing) {
      thing.previous = undefined;
      return false;
    }
    this.#close(day);
    return true;
  }

  /** The next day up to `last`; after a long gap by looking at the days that exist. */
  #nextDay(last: number): number {
    if (last - this.#today <= this.#days.size) return this.#today + 1;
    let next = last;
    for (const number of this.#days.keys()) {
      if (number > this.#today && number < next) next = number; // never back, so that every search ends
    }
    return next;
  }
}

function forget(thing: Appointment): void {
  thing.day = undefined;
  thing.previous = undefined;
  thing.next = undefined;
}
