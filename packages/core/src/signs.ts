/** The last signs an execution gave, beside its record: plain numbers that cost no transition. */
export interface Signs {
  /** The last sign of life of the execution itself: a command or a heartbeat. */
  readonly aliveAt: number;
  /** The last progress; 0 when none was signalled beyond the record's own. */
  readonly progressAt: number;
  /** The last renewal of its owner's lease; null when no process vouches for it. */
  readonly leaseAt: number | null;
}

/**
 * The time a watcher was itself asleep since an instant, in milliseconds. A watcher that did not look
 * can't tell silence from its own absence, so that time counts against nobody.
 */
export type SleptSince = (instant: number) => number;

/** A watcher that never slept. */
export const ALWAYS_AWAKE: SleptSince = () => 0;
