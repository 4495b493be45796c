import { PLAIN, printableJson, renderReport, type Paint } from '@tracker/audit';
import { TERMINAL_STATES } from '@tracker/state';
import { criterionWords } from './criterion-words.js';
import type { FaultRow, SeenEnd } from './fault-table.js';
import type { GoldenPathReport } from './report.js';
import { textTable } from './text-table.js';
import { count, duration, onTerminal, percent } from './words.js';

/** Every way in which a journey can end for its user. */
export const SEEN_ENDS: readonly SeenEnd[] = [...TERMINAL_STATES, 'nothing'];

/** Disagreements shown in full; the JSON has them all. */
const SHOWN = 5;

function headline({ verdict, durationMs, journeys, users }: GoldenPathReport, paint: Paint) {
  const word = verdict.met
    ? paint.strong(paint.good('GOLDEN PATH MET'))
    : paint.strong(paint.bad('GOLDEN PATH NOT MET'));
  return `${word}: ${count(journeys)} journeys of ${count(users)} users in ${duration(durationMs)}`;
}

function criteria({ verdict }: GoldenPathReport, paint: Paint): readonly string[] {
  const rows = verdict.criteria.map(criterionWords);
  const lines = textTable([
    ['criterion', 'seen', 'proven (95 %)', 'target'],
    ...rows.map(({ name, seen, bound, target }) => [name, seen, bound, target]),
  ]);
  const width = Math.max(...lines.map(({ length }) => length));
  return lines.map((line, index) => {
    const row = verdict.criteria[index - 1];
    if (!row) return paint.faint(line);
    return `${line.padEnd(width)}  ${row.met ? paint.good('✓ met') : paint.bad('✗ not met')}`;
  });
}

function faultLine({ label, journeys, struck, ends, asDesigned }: FaultRow): readonly string[] {
  const seen = SEEN_ENDS.map((end) => (ends[end] === undefined ? '·' : count(ends[end])));
  return [
    label,
    count(journeys),
    count(struck),
    ...seen,
    `${asDesigned === journeys ? '✓' : '✗'} ${asDesigned}`,
  ];
}

function faults({ faults: rows }: GoldenPathReport, paint: Paint): readonly string[] {
  const head = ['fault', 'journeys', 'struck', ...SEEN_ENDS, 'as designed'];
  const [first = '', ...rest] = textTable([head, ...rows.map(faultLine)]);
  return [paint.faint(first), ...rest];
}

function times({ latencies }: GoldenPathReport, paint: Paint): readonly string[] {
  const rows = latencies.map(({ name, count: n, p50, p90, p99, max }) => [
    name,
    count(n),
    ...[p50, p90, p99, max].map(duration),
  ]);
  const [first = '', ...rest] = textTable([
    ['time in', 'stays', '50 %', '90 %', '99 %', 'max'],
    ...rows,
  ]);
  return [paint.faint(first), ...rest];
}

function differences({ disagreements }: GoldenPathReport, paint: Paint): readonly string[] {
  return disagreements
    .slice(0, SHOWN)
    .map(({ executionId, reader, message }) =>
      paint.bad(onTerminal(`${executionId} (${reader}): ${message}`)),
    );
}

/** The report for a terminal. */
export function renderTerminal(report: GoldenPathReport, paint: Paint = PLAIN): string {
  const { seed, rounds, journeys, faulty, model, node, store, processes } = report;
  const share = journeys === 0 ? 0 : faulty / journeys;
  return [
    headline(report, paint),
    paint.faint(
      `seed ${seed}${rounds > 1 ? ` · ${count(rounds)} rounds` : ''} · ${count(faulty)} journeys (${percent(share)}) were to meet a fault · ${onTerminal(model)}`,
    ),
    paint.faint(
      `${onTerminal(store)} · ${count(processes.started)} processes, of which ${count(processes.killed.length)} were killed · node ${node}`,
    ),
    '',
    ...criteria(report, paint),
    ...differences(report, paint),
    '',
    ...faults(report, paint),
    '',
    ...times(report, paint),
    '',
    `The auditor: ${renderReport(report.audit, paint)}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** The report for programs. */
export function renderJson(report: GoldenPathReport): string {
  return `${printableJson(report)}\n`;
}
