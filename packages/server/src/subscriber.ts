import { CloseCode, type ControlFrame } from '@tracker/client/protocol';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { Batch } from './batch.js';
import type { Caller } from './caller.js';
import type { Departures } from './departures.js';
import { controlEntry, type FeedEntry } from './entry.js';
import type { FeedReader } from './feed.js';
import type { Membership } from './feeds.js';
import type { Hub } from './hub.js';
import { Outbox } from './outbox.js';
import type { Wire } from './wire.js';

/** Ends a connection with a reason. */
export type Close = (code: CloseCode, reason: string) => void;

/** One connection's way out: what the server says for itself, and the feed from a cursor on. */
export class Subscriber implements FeedReader {
  cursor = 0;
  readonly #hub: Hub;
  readonly #close: Close;
  readonly #departures: Departures;
  readonly #outbox: Outbox;
  #membership: Membership | undefined;

  constructor(wire: Wire, hub: Hub, close: Close) {
    this.#hub = hub;
    this.#close = close;
    this.#departures = hub.departures;
    this.#outbox = new Outbox(wire, {
      clock: hub.clock,
      corks: hub.corks,
      maxBufferedBytes: hub.settings.maxBufferedBytes,
      slowAfterMs: hub.settings.slowAfterMs,
      onRoom: () => this.#membership?.wake(),
      onSlow: () => close(CloseCode.TOO_SLOW, 'the client does not read'),
    });
  }

  /**
   * Where a caller's feed begins: behind the cursor they have, or now. Throws `cursor_expired` for a cursor that
   * the feed has not reached: it is of another store, and waiting for it would be a silent gap.
   */
  static async startOf({ scope }: Caller, after: number | undefined): Promise<number> {
    const latest = await scope.latestCursor();
    if (after === undefined || after <= latest) return after ?? latest;
    throw new TrackerError({
      code: TrackerErrorCode.CURSOR_EXPIRED,
      message: `Cursor ${after} lies beyond the end of the feed, ${latest}; it is of another store.`,
    });
  }

  /** Sends everything behind a cursor from now on. */
  follow({ whose, scope }: Caller, after: number): void {
    this.cursor = after;
    this.#membership = this.#hub.feeds.join(whose, scope, this);
  }

  say(frame: ControlFrame): void {
    const said = new Batch([controlEntry(frame)]);
    this.#departures.saw(said);
    this.#outbox.hold(said);
  }

  get hasRoom(): boolean {
    return this.#outbox.hasRoom;
  }

  room(): Promise<void> {
    return this.#outbox.room();
  }

  take(batch: Batch<FeedEntry>): boolean {
    if (!this.#outbox.offer(batch)) return false;
    this.#departures.saw(batch);
    return true;
  }

  takeWithMore(batch: Batch<FeedEntry>): void {
    this.#departures.saw(batch);
    this.#outbox.hold(batch);
  }

  end(error?: unknown): void {
    if (error === undefined) return this.#close(CloseCode.RESTART, 'the tracker has closed');
    if (TrackerError.is(error, TrackerErrorCode.CURSOR_EXPIRED)) {
      return this.#close(CloseCode.CURSOR_EXPIRED, 'cursor expired');
    }
    this.#hub.logger.warn({ err: error }, 'a feed broke off');
    this.#close(CloseCode.INTERNAL, 'internal error');
  }

  /** Sends no more. */
  stop(): void {
    this.#membership?.leave();
    this.#membership = undefined;
    this.#outbox.close();
  }
}
