import { Appointment, DeadlineCalendar } from './deadline-calendar.js';
import type { SleptSince } from './signs.js';

/** A guarded operation under way. */
export abstract class TimedOperation extends Appointment {
  abstract readonly startedAt: number;

  /** The last instant that is still in time. */
  abstract readonly deadline: number;

  /** Called once when the deadline has passed. */
  abstract expire(): void;
}

/** Watches the deadlines of operations without a timer for each. */
export class OperationClock {
  readonly #calendar = new DeadlineCalendar<TimedOperation>();

  watch(operation: TimedOperation): void {
    this.#calendar.enter(operation, operation.deadline);
  }

  /** The operation is over. */
  forget(operation: TimedOperation): void {
    this.#calendar.remove(operation);
  }

  /**
   * Expires what is overdue, looking at `limit` at most. Time this process slept is not the operation's: the answer
   * may be waiting in a socket that nobody has read yet.
   */
  tick({ now, sleptSince }: { now: number; sleptSince: SleptSince }, limit: number): void {
    for (const operation of this.#calendar.take(now, limit)) {
      const deadline = operation.deadline + sleptSince(operation.startedAt);
      if (deadline < now) operation.expire();
      else this.#calendar.enter(operation, deadline);
    }
  }
}
