import { criterionWords } from './criterion-words.js';
import type { GoldenPathReport } from './report.js';
import { count, duration } from './words.js';

/** What a soak says after each round: how much it has done, how it stands, and what it takes. */
export function soakLine(report: GoldenPathReport, bytes = process.memoryUsage().rss): string {
  const { rounds, journeys, durationMs, processes, verdict } = report;
  const standing = verdict.criteria.map((criterion) => {
    const { name, seen, bound } = criterionWords(criterion);
    return criterion.kind === 'rate' ? `${name} ${bound}` : `${name} ${seen.split(' ')[0]}`;
  });
  return (
    `round ${count(rounds)} after ${duration(durationMs)}: ${count(journeys)} journeys, ` +
    `${standing.join(', ')}, ${count(processes.killed.length)} processes killed, ` +
    `${count(Math.round(bytes / 1_000_000))} MB`
  );
}
