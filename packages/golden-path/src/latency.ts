import { fold } from '@tracker/core';
import {
  AGENT_EXECUTION_PHASES,
  type AgentExecutionPhase,
  type HistoryEvent,
} from '@tracker/state';
import type { JourneyResult } from './journey.js';

/** How long something took, in milliseconds. */
export interface Latency {
  readonly name: string;
  /** Null for the whole journey. */
  readonly phase: AgentExecutionPhase | null;
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** A stay in a phase. */
export interface Stay {
  readonly phase: AgentExecutionPhase;
  readonly from: number;
  readonly to: number;
}

/** The stays of a history in order. The phase that the end enters is left by nothing and is not one. */
export function stays(history: readonly HistoryEvent[]): readonly Stay[] {
  const end = history.findIndex(({ type }) => type === 'ended');
  const lived = end < 0 ? history : history.slice(0, end);
  const phases = lived.map(({ seq, at }) => ({ phase: fold(history.slice(0, seq)).phase, at }));
  const changes = phases.filter(({ phase }, index) => phase !== phases[index - 1]?.phase);
  return changes.flatMap(({ phase, at }, index) => {
    const to = changes[index + 1]?.at ?? history[end]?.at;
    return to === undefined ? [] : [{ phase, from: at, to }];
  });
}

/** The smallest value that at least `share` of the sorted values do not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function latency(phase: AgentExecutionPhase | null, durations: readonly number[]): Latency {
  const sorted = [...durations].sort((a, b) => a - b);
  return {
    name: phase ?? 'question to answer',
    phase,
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? 0,
  };
}

/** The whole way and each phase, over all that were measured; phases that nobody was in are absent. */
export function latencies(
  results: readonly JourneyResult[],
  histories: Iterable<readonly HistoryEvent[]>,
): readonly Latency[] {
  const byPhase = new Map<AgentExecutionPhase, number[]>();
  for (const { phase, from, to } of [...histories].flatMap(stays)) {
    const durations = byPhase.get(phase);
    if (durations) durations.push(to - from);
    else byPhase.set(phase, [to - from]);
  }
  const whole = results.flatMap(({ answeredMs }) => answeredMs ?? []);
  return [
    latency(null, whole),
    ...AGENT_EXECUTION_PHASES.flatMap((phase) => {
      const durations = byPhase.get(phase);
      return durations ? [latency(phase, durations)] : [];
    }),
  ].filter(({ count }) => count > 0);
}
