import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { LiveExecution } from './live-execution.js';
import type { ExecutionRecord } from './record.js';

/** The executions that this tracker drives, at most `capacity` at once. */
export class LiveTable {
  readonly #byId = new Map<string, LiveExecution>();
  readonly #capacity: number;

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

  /** Throws `limit_reached` when there is no room for one more. */
  assertRoom(): void {
    if (this.#byId.size < this.#capacity) return;
    throw new TrackerError({
      code: TrackerErrorCode.LIMIT_REACHED,
      message: `This tracker drives ${this.#byId.size} executions, its limit (maxLive); let some end first.`,
      details: { maxLive: this.#capacity },
    });
  }

  /** Drives `record` from now on; the one it drives already when there is one. */
  adopt(record: ExecutionRecord): LiveExecution {
    const known = this.#byId.get(record.id);
    if (known) {
      this.take(record);
      return known;
    }
    const live = new LiveExecution(record);
    if (record.endedAt === null) this.#byId.set(record.id, live);
    return live;
  }

  /** Takes over a newer record of an execution it drives, and lets go of one that has ended. */
  take(record: ExecutionRecord): void {
    const live = this.#byId.get(record.id);
    if (!live) return;
    live.take(record);
    if (record.endedAt !== null) this.#byId.delete(record.id);
  }
}
