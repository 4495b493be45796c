import type { AgentExecutionTracker, Clock, Disposable } from '@tracker/core';
import { accepted } from './legacy-errors.js';
import { MAX_REMEMBERED } from './legacy-side-table.js';

/** A time limit that a caller set through an older name, beside those the execution was born with. */
export interface CallerLimit {
  /** The last instant that is still in time, epoch milliseconds. */
  readonly lastAt: number;
  /** Its length, in milliseconds. */
  readonly limitMs: number;
}

/**
 * Keeps the limits that callers set, and ends what outlasts them in `timeout`, as any caller may. A limit can only
 * bring an end forward: what an execution was born with holds in any case.
 */
export class CallerLimits {
  readonly #tracker: AgentExecutionTracker;
  readonly #clock: Clock;
  readonly #limits = new Map<string, CallerLimit>();
  /** No limit passes before this instant. */
  #earliest = Infinity;
  #timer: Disposable | undefined;

  private constructor(tracker: AgentExecutionTracker, clock: Clock) {
    this.#tracker = tracker;
    this.#clock = clock;
  }

  static readonly #of = new WeakMap<AgentExecutionTracker, CallerLimits>();

  /** Those of a tracker. */
  static of(tracker: AgentExecutionTracker, clock: Clock): CallerLimits {
    const known = CallerLimits.#of.get(tracker);
    if (known) return known;
    const made = new CallerLimits(tracker, clock);
    CallerLimits.#of.set(tracker, made);
    return made;
  }

  get(executionId: string): CallerLimit | undefined {
    return this.#limits.get(executionId);
  }

  /** Sets the limit of an execution, in the place of an earlier one; refuses more than `MAX_REMEMBERED`. */
  set(executionId: string, limit: CallerLimit): boolean {
    if (!this.#limits.has(executionId) && this.#limits.size >= MAX_REMEMBERED) return false;
    this.#limits.set(executionId, limit);
    if (limit.lastAt < this.#earliest) this.#arm();
    return true;
  }

  clear(executionId: string): boolean {
    return this.#limits.delete(executionId);
  }

  /** Ends what has outlasted its limit. */
  async settle(): Promise<void> {
    const now = this.#clock.now();
    if (this.#earliest >= now) return;
    for (const [id, { lastAt, limitMs }] of this.#limits) {
      if (lastAt >= now) continue;
      const input = { operation: 'execution', limitMs };
      await accepted(() => this.#tracker.updateExecutionState(id, 'timeout', input));
      this.#limits.delete(id);
    }
    this.#arm();
  }

  /** Looks again when the next limit has passed, so that those who read elsewhere see it too. */
  #arm(): void {
    let earliest = Infinity;
    for (const { lastAt } of this.#limits.values()) earliest = Math.min(earliest, lastAt);
    if (earliest === this.#earliest) return;
    this.#earliest = earliest;
    this.#timer?.dispose();
    if (earliest === Infinity) return;
    const delayMs = Math.max(1, earliest + 1 - this.#clock.now());
    // a tracker that is closed or whose store fails ends nothing; its executions end by their own limits
    this.#timer = this.#clock.setTimer(delayMs, () => this.settle().catch(() => undefined));
  }
}
