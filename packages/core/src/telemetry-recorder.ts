import type { HistoryEventOf } from '@tracker/state';
import type { Logger } from './logger.js';
import { EndedExecutions, endedOf, type Ended } from './telemetry-ended.js';
import type { FollowedTracker } from './telemetry-follower.js';
import type { Meters } from './telemetry-meters.js';
import type { SpanWriter } from './telemetry-spans.js';
import type { TrackedEvent } from './watch.js';

export interface RecorderParts {
  readonly tracker: FollowedTracker;
  readonly spans: SpanWriter;
  readonly meters: Meters;
  readonly logger: Logger;
  /** Ended executions kept in mind. */
  readonly memory: number;
}

/**
 * Turns facts into spans and measurements. What an execution went through is read from its history once it has
 * ended, so nothing is kept for the ones that still run. The store's errors are thrown before anything is written;
 * OpenTelemetry's are logged.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  readonly #ended: EndedExecutions;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    this.#ended = new EndedExecutions(parts.memory);
  }

  async take(tracked: TrackedEvent): Promise<void> {
    const { event } = tracked;
    switch (event.type) {
      case 'ended':
        return this.#end(tracked, event);
      case 'delivery_overdue':
        return this.#missed(tracked);
      case 'acknowledged':
        return this.#acknowledged(tracked);
    }
  }

  /** Facts were missed. */
  skipped(): void {
    this.#safely('count a gap', () => this.#parts.meters.gap());
  }

  async #end({ agentName, executionId, at }: TrackedEvent, event: HistoryEventOf<'ended'>) {
    const { tracker, meters, spans, logger } = this.#parts;
    const history = await tracker.history(executionId);
    this.#safely('count an end', () => meters.ended(agentName, event));
    const [created] = history;
    if (created?.type !== 'created') {
      logger.warn({ executionId }, 'telemetry found no history to trace');
      return;
    }
    this.#safely('measure an execution', () => meters.lasted(agentName, at - created.at, event));
    const retried = created.retryOf === null ? undefined : this.#ended.get(created.retryOf)?.span;
    const span = this.#safely('trace an execution', () => spans.execution(history, retried));
    this.#ended.set(executionId, { state: event.to, endedAt: at, overdue: false, span });
  }

  async #missed(tracked: TrackedEvent): Promise<void> {
    const { executionId, agentName } = tracked;
    const { meters, spans } = this.#parts;
    const ended = await this.#endOf(tracked);
    this.#safely('count an overdue delivery', () => meters.overdue(agentName));
    if (!ended) return;
    this.#safely('trace a delivery', () => spans.delivery({ ...tracked, overdue: true }, ended));
    this.#ended.set(executionId, { ...ended, overdue: true });
  }

  async #acknowledged(tracked: TrackedEvent): Promise<void> {
    const { agentName, at } = tracked;
    const { meters, spans } = this.#parts;
    const ended = await this.#endOf(tracked);
    if (!ended) return;
    this.#safely('measure a delivery', () => meters.delivered(agentName, at - ended.endedAt));
    if (ended.overdue) return;
    this.#safely('trace a delivery', () => spans.delivery({ ...tracked, overdue: false }, ended));
  }

  async #endOf({ executionId }: TrackedEvent): Promise<Ended | undefined> {
    const { tracker } = this.#parts;
    return this.#ended.get(executionId) ?? endedOf(await tracker.history(executionId));
  }

  #safely<T>(what: string, act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.#parts.logger.warn({ err: error }, `telemetry could not ${what}`);
      return undefined;
    }
  }
}
