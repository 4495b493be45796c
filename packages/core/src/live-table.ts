import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { Arrivals } from './arrivals.js';
import { DeadlineCalendar } from './deadline-calendar.js';
import { LiveExecution } from './live-execution.js';
import { nextFactAt } from './passage.js';
import type { ExecutionRecord } from './record.js';
import { NOWHERE, SignPages } from './sign-pages.js';
import type { SleptSince } from './signs.js';

/** Executions that are looked at at once. */
const SLICE = 256;

/** How long one that is new, or overdue, waits until it is looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 1_000;

/** The executions that this tracker drives, at most `capacity` at once. */
export class LiveTable {
  readonly #byId = new Map<string, LiveExecution>();
  readonly #calendar = new DeadlineCalendar<LiveExecution>();
  readonly #signs = new SignPages();
  readonly #capacity: number;
  readonly #arrivals = new Arrivals();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(executionId: string): LiveExecution | undefined {
    return this.#byId.get(executionId);
  }

  values(): IterableIterator<LiveExecution> {
    return this.#byId.values();
  }

  /**
   * A call begins that may bring the execution of that id here; until `endArrival` its place is kept, and what is said
   * of it is heard. Throws `limit_reached` when there is no room for one more.
   */
  expect(executionId: string): void {
    this.#assertRoom();
    this.#arrivals.expect(executionId);
  }

  /** The call is over. */
  endArrival(executionId: string): void {
    this.#arrivals.end(executionId);
  }

  /** Word has come of an execution that it does not drive. */
  hear(executionId: string, version: number): void {
    this.#arrivals.hear(executionId, version);
  }

  #assertRoom(): void {
    if (this.#byId.size + this.#arrivals.count < this.#capacity) return;
    throw new TrackerError({
      code: TrackerErrorCode.LIMIT_REACHED,
      message: `This tracker drives as many executions as it may, ${this.#capacity} (maxLive); let some end first.`,
      details: { maxLive: this.#capacity },
    });
  }

  /** Drives `record` from now on; the one it drives already when there is one. */
  adopt(record: ExecutionRecord): LiveExecution {
    const known = this.#byId.get(record.id);
    if (known) {
      this.take(known, record);
      return known;
    }
    if (record.endedAt !== null) return new LiveExecution(record, NOWHERE);
    const live = new LiveExecution(record, this.#signs.take());
    live.heardVersion = Math.max(record.version, this.#arrivals.heardVersion(record.id));
    this.#byId.set(record.id, live);
    this.#calendar.enter(live, record.updatedAt + LOOK_AGAIN_MS);
    return live;
  }

  /** Takes over a newer record of an execution it drives, and lets go of one that has ended. */
  take(live: LiveExecution, record: ExecutionRecord): void {
    live.take(record);
    if (record.endedAt !== null) this.#drop(live);
  }

  /** Lets go of an execution of whose end nobody will ever hear. */
  abandon(live: LiveExecution, error: unknown): void {
    this.#drop(live);
    live.abandon(error);
  }

  /** Sees to it that `live` is looked at by `instant`. */
  lookAt(live: LiveExecution, instant: number): void {
    if (this.#calendar.isEarlier(live, instant)) this.#calendar.enter(live, instant);
  }

  /** Lets go of it, once: its row of signs may be somebody else's by now, and its id too. */
  #drop(live: LiveExecution): void {
    if (live.isReleased) return;
    this.#byId.delete(live.record.id);
    this.#calendar.remove(live);
    this.#signs.giveBack(live.release());
  }

  /**
   * Some of those whose clocks have run out by `now`, or who have something left to tell. Whoever ended them may
   * have been elsewhere, and word of it may have got lost.
   */
  overdue(now: number, sleptSince: SleptSince): LiveExecution[] {
    const found: LiveExecution[] = [];
    for (const live of this.#calendar.take(now, SLICE)) {
      const over = live.isOver(now, sleptSince);
      const toTell = live.passage ? nextFactAt(live.record) : Infinity;
      const wanted = over || toTell <= now;
      if (wanted) found.push(live);
      this.#calendar.enter(live, wanted ? now + LOOK_AGAIN_MS : Math.min(live.safeUntil, toTell));
    }
    return found;
  }
}
