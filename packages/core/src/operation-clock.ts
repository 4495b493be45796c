import { Appointment, DeadlineCalendar } from './deadline-calendar.js';

/** A guarded operation under way. */
export abstract class TimedOperation extends Appointment {
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

  /** Expires what is overdue, at most `limit` at once. */
  tick(now: number, limit: number): void {
    for (const operation of this.#calendar.take(now, limit)) {
      if (operation.deadline < now) operation.expire();
      else this.watch(operation);
    }
  }
}
