import { DeadlineCalendar } from './deadline-calendar.js';

/** A guarded operation under way. */
export interface TimedOperation {
  /** The last instant that is still in time; Infinity once it is over. */
  deadline: number;
  /** Called once when the deadline has passed. */
  expire(): void;
}

/** Watches the deadlines of operations without a timer for each. */
export class OperationClock {
  readonly #calendar = new DeadlineCalendar<TimedOperation>();

  watch(operation: TimedOperation): void {
    this.#calendar.enter(operation, operation.deadline);
  }

  /** Expires what is overdue, at most `limit` at once. */
  tick(now: number, limit: number): void {
    for (const operation of this.#calendar.take(now, limit)) {
      if (operation.deadline === Infinity) continue;
      if (operation.deadline < now) operation.expire();
      else this.watch(operation);
    }
  }
}
