import type { Counter, Histogram, Meter } from '@opentelemetry/api';
import type { HistoryEventOf } from '@tracker/state';
import { AgentNames } from './telemetry-agent-names.js';
import { errorType } from './telemetry-attributes.js';
import { Attribute, INVOKE_AGENT, present, seconds } from './telemetry-names.js';

/** Seconds: the boundaries advised for GenAI operations, doubled on for executions that take minutes. */
export const DURATION_BOUNDARIES = Object.freeze(
  Array.from({ length: 17 }, (_, exponent) => 2 ** exponent / 100),
);

/** Counts and measures what the feed tells. */
export class Meters {
  readonly #agents: AgentNames;
  readonly #ended: Counter;
  readonly #duration: Histogram;
  readonly #latency: Histogram;
  readonly #overdue: Counter;
  readonly #gaps: Counter;

  constructor(meter: Meter, maxAgents: number) {
    const advice = { explicitBucketBoundaries: [...DURATION_BOUNDARIES] };
    this.#agents = new AgentNames(maxAgents);
    this.#ended = meter.createCounter('tracker.executions.ended', {
      unit: '{execution}',
      description: 'Executions that ended.',
    });
    this.#duration = meter.createHistogram('gen_ai.invoke_agent.duration', {
      unit: 's',
      description: 'From the creation of an execution to its end.',
      advice,
    });
    this.#latency = meter.createHistogram('tracker.delivery.latency', {
      unit: 's',
      description: 'From the end of an execution until the client of its user had the outcome.',
      advice,
    });
    this.#overdue = meter.createCounter('tracker.deliveries.overdue', {
      unit: '{delivery}',
      description: 'Outcomes nobody had acknowledged by their delivery deadline.',
    });
    this.#gaps = meter.createCounter('tracker.telemetry.gaps', {
      unit: '{gap}',
      description: 'Times telemetry came too late for the feed and skipped to its newest fact.',
    });
  }

  ended(agentName: string, { to, cause }: HistoryEventOf<'ended'>): void {
    const attributes = {
      [Attribute.AGENT]: this.#agents.of(agentName),
      [Attribute.STATE]: to,
      [Attribute.ERROR]: errorType(cause),
    };
    this.#ended.add(1, present(attributes));
  }

  lasted(agentName: string, durationMs: number, { cause }: HistoryEventOf<'ended'>): void {
    const attributes = {
      [Attribute.OPERATION]: INVOKE_AGENT,
      [Attribute.AGENT]: this.#agents.of(agentName),
      [Attribute.ERROR]: errorType(cause),
    };
    this.#duration.record(seconds(durationMs), present(attributes));
  }

  delivered(agentName: string, latencyMs: number): void {
    this.#latency.record(seconds(latencyMs), { [Attribute.AGENT]: this.#agents.of(agentName) });
  }

  overdue(agentName: string): void {
    this.#overdue.add(1, { [Attribute.AGENT]: this.#agents.of(agentName) });
  }

  gap(): void {
    this.#gaps.add(1);
  }
}
