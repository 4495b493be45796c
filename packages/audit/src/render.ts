import { AUDIT_CHECKS, GUARANTEES, VIOLATION_CODES, type ViolationCode } from './checks.js';
import { PLAIN, type Paint } from './paint.js';
import { printable } from './printable.js';
import type { AuditedData, AuditReport, SourcedReport } from './report.js';
import type { Violation } from './violation.js';

/** How many pieces of evidence are shown for each code. */
const SHOWN_PER_CODE = 3;

/** `count` with its noun, in the plural where it must be. */
function several(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

function instant(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

function amounts(data: AuditedData): string {
  const { executions, users, facts, records, transcripts, frames } = data;
  return [
    `${several(executions, 'execution')} of ${several(users, 'user')}`,
    several(facts, 'fact'),
    records > 0 ? several(records, 'read') : '',
    transcripts > 0 ? `${several(transcripts, 'transcript')} with ${several(frames, 'frame')}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function ends({ ended, open, acknowledged }: AuditedData): string {
  const counted = Object.entries(ended).filter(([, count]) => count > 0);
  const parts = counted.map(([state, count]) => `${count} ${state}`);
  if (open > 0) parts.push(`${open} open`);
  return [...parts, `${acknowledged} acknowledged`].join(' · ');
}

function sourceLines({
  sources = [],
}: Partial<SourcedReport>): readonly (readonly [string, string])[] {
  return sources.map(({ name, sha256 }) => [
    'read',
    `${printable(name, 60)} sha256:${sha256.slice(0, 16)}…`,
  ]);
}

function dataLines({ digest, asOf, data }: AuditReport): readonly (readonly [string, string])[] {
  const { from, to, unwitnessed } = data;
  return [
    ['data', amounts(data)],
    ['ends', ends(data)],
    ...(from === null || to === null
      ? []
      : [['from', `${instant(from)} to ${instant(to)}`] as const]),
    ...(asOf === null ? [] : [['as of', instant(asOf)] as const]),
    ['table', digest],
    ...(unwitnessed > 0
      ? [['unseen', `${several(unwitnessed, 'end')} of users without a transcript`] as const]
      : []),
  ];
}

function guaranteeLines({ counts }: AuditReport, paint: Paint): readonly string[] {
  return Object.entries(GUARANTEES).map(([guarantee, title]) => {
    const codes = VIOLATION_CODES.filter(
      (code) => AUDIT_CHECKS[code].guarantee === guarantee && isViolation(code),
    );
    const broken = codes.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
    const verdict =
      broken === 0
        ? paint.good(`✓ ${several(codes.length, 'check')}`)
        : paint.bad(`✗ ${several(broken, 'violation')}`);
    return `  ${guarantee}  ${title.padEnd(16)}  ${verdict}`;
  });
}

function isViolation(code: ViolationCode): boolean {
  return AUDIT_CHECKS[code].severity === 'violation';
}

function place({ executionId, seq, where }: Violation): string {
  const fact = `${executionId ?? 'no execution'}${seq === null ? '' : ` #${seq}`}`;
  return printable(where === null ? fact : `${fact} · ${where}`);
}

function findingLines(
  code: ViolationCode,
  { findings, count, paint }: { findings: readonly Violation[]; count: number; paint: Paint },
): readonly string[] {
  const { guarantee, meaning, severity } = AUDIT_CHECKS[code];
  const named = severity === 'warning' ? paint.warn(code) : paint.bad(code);
  const shown = findings.slice(0, SHOWN_PER_CODE);
  const more = count - shown.length;
  return [
    '',
    `${guarantee} ${paint.strong(named)}${count > 1 ? ` × ${count}` : ''}  ${meaning}`,
    ...shown.flatMap((finding) => [
      `   ${place(finding)}`,
      `     ${printable(finding.facts[0])}`,
      `     ${paint.faint('but')} ${printable(finding.facts[1])}`,
    ]),
    ...(more > 0 ? [paint.faint(`   and ${more} more; --json shows up to 100`)] : []),
  ];
}

function headline({ certified, counts, warnings }: AuditReport, paint: Paint): string {
  const warned = warnings.length > 0 ? `, ${several(warningCount(counts), 'warning')}` : '';
  if (certified) return paint.strong(paint.good('CERTIFIED')) + warned;
  const found = VIOLATION_CODES.filter(isViolation).reduce((n, code) => n + (counts[code] ?? 0), 0);
  return `${paint.strong(paint.bad('NOT CERTIFIED'))}: ${several(found, 'violation')}${warned}`;
}

function warningCount(counts: AuditReport['counts']): number {
  const codes = VIOLATION_CODES.filter((code) => !isViolation(code));
  return codes.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
}

/** The report for people: the certificate, or the violations by name with their evidence. */
export function renderReport(
  report: AuditReport & Partial<SourcedReport>,
  paint: Paint = PLAIN,
): string {
  const found = [...report.violations, ...report.warnings];
  const findings = VIOLATION_CODES.filter((code) => report.counts[code]).flatMap((code) =>
    findingLines(code, {
      findings: found.filter((violation) => violation.code === code),
      count: report.counts[code] ?? 0,
      paint,
    }),
  );
  const data = [...sourceLines(report), ...dataLines(report)].map(
    ([name, text]) => `  ${paint.faint(name.padEnd(6))}  ${text}`,
  );
  return [headline(report, paint), ...guaranteeLines(report, paint), '', ...data, ...findings, '']
    .map((line) => `${line}\n`)
    .join('');
}
