import { fold } from '@tracker/core';
import { SeededRandom } from '@tracker/core/testing';
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

/** Durations kept of each phase; of more a fair sample stands for all. */
const KEPT = 20_000;

/** How long the whole way and each phase took, over any number of journeys in bounded memory. */
export class LatencyTally {
  readonly #random = new SeededRandom(1);
  readonly #durations = new Map<AgentExecutionPhase | null, { seen: number; kept: number[] }>();

  add(
    results: readonly Pick<JourneyResult, 'answeredMs'>[],
    histories: Iterable<readonly HistoryEvent[]>,
  ): void {
    for (const { answeredMs } of results) if (answeredMs !== null) this.#note(null, answeredMs);
    for (const history of histories) {
      for (const { phase, from, to } of stays(history)) this.#note(phase, to - from);
    }
  }

  /** Phases that nobody was in are absent. */
  latencies(): readonly Latency[] {
    return [null, ...AGENT_EXECUTION_PHASES].flatMap((phase) => {
      const found = this.#durations.get(phase);
      return found ? [{ ...latency(phase, found.kept), count: found.seen }] : [];
    });
  }

  /** Each duration ends up among those kept with the same chance (Vitter's algorithm R). */
  #note(phase: AgentExecutionPhase | null, duration: number): void {
    const found = this.#durations.get(phase) ?? { seen: 0, kept: [] };
    this.#durations.set(phase, found);
    found.seen += 1;
    if (found.kept.length < KEPT) return void found.kept.push(duration);
    const place = this.#random.between(0, found.seen - 1);
    if (place < KEPT) found.kept[place] = duration;
  }
}
