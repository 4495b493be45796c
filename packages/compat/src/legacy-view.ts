import { SystemClock, type AgentExecutionTracker, type Clock, type ListInput } from '@tracker/core';
import type { Execution } from '@tracker/state';
import { CallerLimits } from './legacy-caller-limits.js';
import { processClock, processTracker } from './process-tracker.js';

/** What a view of the tracker is made with. */
export interface LegacyViewOptions {
  /** The tracker it shows. Default: the one of the process, whichever that is when it is asked. */
  readonly tracker?: AgentExecutionTracker;
  /** Tells the time. Default: the clock of the process's tracker, or the system clock. */
  readonly clock?: Clock;
}

const PAGE = 1_000;

const SYSTEM_CLOCK = new SystemClock();

/** What every older surface is: a way to look at one tracker. It keeps no state of executions of its own. */
export abstract class LegacyView {
  readonly #tracker: AgentExecutionTracker | undefined;
  readonly #clock: Clock | undefined;

  constructor({ tracker, clock }: LegacyViewOptions = {}) {
    this.#tracker = tracker;
    this.#clock = clock;
  }

  /** The tracker that is shown. */
  get tracker(): AgentExecutionTracker {
    return this.#tracker ?? processTracker();
  }

  protected get clock(): Clock {
    return this.#clock ?? processClock() ?? SYSTEM_CLOCK;
  }

  protected now(): number {
    return this.clock.now();
  }

  /** The limits that callers have set through older names. */
  protected get callerLimits(): CallerLimits {
    return CallerLimits.of(this.tracker, this.clock);
  }

  /** The execution as it is now; undefined when there is none of this id. */
  protected async find(executionId: string): Promise<Execution | undefined> {
    await this.callerLimits.settle();
    return this.tracker.getExecution(executionId);
  }

  /** All executions that the query asks for, oldest first. */
  protected async all(query: Omit<ListInput, 'after' | 'limit'> = {}): Promise<Execution[]> {
    await this.callerLimits.settle();
    const found: Execution[] = [];
    let after: string | undefined;
    do {
      const page = await this.tracker.listExecutions({
        ...query,
        limit: PAGE,
        ...(after && { after }),
      });
      found.push(...page.executions);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return found.reverse();
  }
}
