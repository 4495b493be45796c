import type { SearchReport } from './audit-folder.js';
import { AUDIT_RULES } from './finding.js';
import { printable } from './printable.js';

const count = (number: number, one: string, many = `${one}s`) =>
  `${number} ${number === 1 ? one : many}`;

/** The report for people. */
export function auditText({ files, findings, more, excepted, skipped }: SearchReport): string {
  const lines = findings.flatMap(({ file, line, column, rule, message, isTest }) => [
    `${printable(file)}:${line}:${column}  ${rule}${isTest ? ' (in a test)' : ''}`,
    `  ${printable(message)}`,
  ]);
  const seen = [...new Set(findings.map(({ rule }) => rule))];
  const total = findings.length + more;
  return [
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(seen.length > 0 ? ['', ...seen.map((rule) => `${rule}: ${AUDIT_RULES[rule].help}`)] : []),
    ...(lines.length > 0 ? [''] : []),
    ...skipped.map(({ name, why }) => `${printable(name)} was not read: ${printable(why)}.`),
    `${count(files, 'file')} read, ${total === 0 ? 'nothing' : count(total, 'finding')} found` +
      `${excepted.length > 0 ? `, ${count(excepted.length, 'exception')} granted` : ''}.`,
    '',
  ].join('\n');
}
