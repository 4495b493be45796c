import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { Changes } from './changes.js';
import type { Clock } from './clock.js';
import type { Logger } from './logger.js';
import { OPERATOR_SCOPE } from './scope.js';
import { sleep } from './sleep.js';
import type { ExecutionStore } from './store.js';
import type { AgentExecutionTracker } from './tracker.js';
import { watch, type TrackedEvent } from './watch.js';

/** What telemetry needs of a tracker; it never writes. */
export type FollowedTracker = Pick<
  AgentExecutionTracker,
  'watch' | 'history' | 'metrics' | 'breakers'
>;

export interface FollowParts {
  readonly tracker: FollowedTracker;
  /** The tracker's store, to catch up with at the end. */
  readonly store: ExecutionStore | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Takes one event; when it throws, the same event is given again. */
  readonly take: (event: TrackedEvent) => Promise<void>;
  /** Called when facts were missed. */
  readonly skipped: () => void;
}

/** The longest pause after repeated trouble, in milliseconds; the first repetition comes at once. */
const MAX_PAUSE_MS = 30_000;

/**
 * Follows the feed from now on until the signal aborts or the tracker closes. A failure is logged and tried again
 * from the same place; when that place is no longer kept, it goes on from the newest fact.
 */
export class Follower {
  readonly #parts: FollowParts;
  /** The cursor of the last event taken; undefined for the newest there is. */
  #after: number | undefined;

  constructor(parts: FollowParts) {
    this.#parts = parts;
  }

  /** Resolves at the end; never rejects. */
  async follow(): Promise<void> {
    const { store, logger } = this.#parts;
    try {
      if (store) this.#after = await store.latestCursor();
      await this.#keepOn();
      if (store) await this.#catchUp(store);
    } catch (error) {
      logger.warn({ err: error }, 'telemetry could not catch up with the feed');
    }
  }

  async #keepOn(): Promise<void> {
    const { clock, signal } = this.#parts;
    for (let failures = 0; !signal.aborted; failures++) {
      if (failures > 1) await sleep(clock, pauseMs(failures), signal);
      try {
        for await (const event of this.#watch()) {
          await this.#take(event);
          failures = 0;
        }
        return;
      } catch (error) {
        if (TrackerError.is(error, TrackerErrorCode.CLOSED)) return;
        this.#recover(error);
      }
    }
  }

  #watch(): AsyncIterable<TrackedEvent> {
    const { tracker, signal } = this.#parts;
    return tracker.watch(this.#after === undefined ? { signal } : { signal, after: this.#after });
  }

  async #take(event: TrackedEvent): Promise<void> {
    await this.#parts.take(event);
    this.#after = event.cursor;
  }

  #recover(error: unknown): void {
    const { logger, skipped } = this.#parts;
    const fields = { err: error, after: this.#after };
    if (TrackerError.is(error, TrackerErrorCode.CURSOR_EXPIRED)) {
      logger.warn(fields, 'telemetry fell behind the feed and skips to now');
      skipped();
      this.#after = undefined;
    } else {
      logger.warn(fields, 'telemetry could not follow the feed, trying again');
    }
  }

  /** Takes what was committed before the end and not told any more. A closed tracker tells nothing; its store does. */
  async #catchUp(store: ExecutionStore): Promise<void> {
    const last = await store.latestCursor();
    const after = this.#after ?? last;
    if (after >= last) return;
    const { signal } = new AbortController();
    const changes = new Changes(this.#parts.clock);
    const parts = { store, scope: OPERATOR_SCOPE, changes, signal, closing: signal };
    for await (const event of watch(parts, after)) {
      await this.#take(event);
      if (event.cursor >= last) return;
    }
  }
}

function pauseMs(failures: number): number {
  return Math.min(MAX_PAUSE_MS, 250 * 2 ** failures);
}
