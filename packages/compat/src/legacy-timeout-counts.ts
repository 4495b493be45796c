import type { TimeoutInfo } from './legacy-timeout-manager.js';

const AGENTS = ['triage', 'data', 'opt', 'report', 'action', 'synthetic', 'corpus'];

/** Seconds below which a limit is urgent. */
const URGENT = 10;

const agentOf = ({ executionId }: TimeoutInfo) =>
  AGENTS.find((agent) => executionId.toLowerCase().startsWith(agent)) ?? 'unknown';

/** How limits are spread: by agent, by length in steps of 10 s, by what is left of them. */
export function timeoutSummary(infos: readonly TimeoutInfo[]) {
  const left = infos.filter(({ hasTimedOut }) => !hasTimedOut);
  const remaining = left.map(({ remainingSeconds }) => remainingSeconds);
  const total = remaining.reduce((sum, each) => sum + each, 0);
  return Object.freeze({
    totalActive: infos.length,
    byAgentType: tally(infos.map(agentOf)),
    timeoutDistribution: tally(
      infos.map(({ timeoutSeconds }) => `${Math.floor(timeoutSeconds / 10) * 10}s`),
    ),
    remainingTimeStats:
      remaining.length === 0
        ? { min: Infinity, max: 0, avg: 0 }
        : {
            min: Math.min(...remaining),
            max: Math.max(...remaining),
            avg: total / remaining.length,
          },
    urgentTimeouts: left
      .filter(({ remainingSeconds }) => remainingSeconds < URGENT)
      .map(({ executionId, remainingSeconds }) => ({ executionId, remainingSeconds })),
  });
}

/** Metrics with one word for how many limits have run out. */
export function timeoutHealth<Metrics extends object>(
  metrics: Metrics & { readonly isRunning: boolean },
  expired: readonly TimeoutInfo[],
) {
  const status = WORDS.find(([most]) => expired.length <= most)?.[1] ?? 'critical';
  return Object.freeze({
    ...metrics,
    status,
    monitorRunning: metrics.isRunning,
    expiredTimeouts: expired,
  });
}

const WORDS: readonly (readonly [most: number, word: string])[] = [
  [0, 'healthy'],
  [2, 'warning'],
  [5, 'degraded'],
];

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
