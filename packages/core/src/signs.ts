/** The last signs an execution gave, beside its record: plain numbers that cost no transition. */
export interface Signs {
  /** The last sign of life of the execution itself: a command or a heartbeat. */
  readonly aliveAt: number;
  /** The last progress; 0 when none was signalled beyond the record's own. */
  readonly progressAt: number;
  /** The last renewal of its owner's lease; null when no process vouches for it. */
  readonly leaseAt: number | null;
  /**
   * Since when its owner's event loop has not turned although the process is up; null when it turns. What it can't
   * say in that time counts against nobody.
   */
  readonly stalledSince: number | null;
}

/**
 * The time a watcher was itself asleep since an instant, in milliseconds. A watcher that did not look
 * can't tell silence from its own absence, so that time counts against nobody.
 */
export type SleptSince = (instant: number) => number;

/** Nothing was heard beside the record itself. */
export const NO_SIGNS: Signs = Object.freeze({
  aliveAt: 0,
  progressAt: 0,
  leaseAt: null,
  stalledSince: null,
});

/** A watcher that never slept. */
export const ALWAYS_AWAKE: SleptSince = () => 0;

/** Whether signs are newer than those a verdict stands on. */
export function areNewer(signs: Signs, evidence: Signs): boolean {
  return (
    signs.aliveAt > evidence.aliveAt ||
    signs.progressAt > evidence.progressAt ||
    (signs.leaseAt ?? 0) > (evidence.leaseAt ?? 0)
  );
}
