import { criterionWords } from './criterion-words.js';
import type { FaultRow } from './fault-table.js';
import { escapeHtml } from './html.js';
import type { GoldenPathReport } from './report.js';
import type { Timeline } from './timeline.js';
import type { Criterion } from './verdict.js';

interface TestCase {
  readonly className: string;
  readonly name: string;
  /** Undefined when it passed. */
  readonly failure: string | undefined;
  /** What it says although it passed. */
  readonly output?: string;
}

/** The report as JUnit XML: a case for each criterion, each kind of fault, and each journey that ended otherwise than designed. */
export function renderJunit(report: GoldenPathReport): string {
  const { durationMs, startedAt } = report;
  const cases = [
    ...report.verdict.criteria.map(ofCriterion),
    ...report.faults.map(ofFault),
    ...report.unfinished.filter(({ asDesigned }) => !asDesigned).map(ofJourney),
  ];
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const totals = `tests="${cases.length}" failures="${failures}" errors="0"`;
  const time = `time="${(durationMs / 1_000).toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="golden path" ${totals} ${time}>`,
    `  <testsuite name="golden path, seed ${report.seed}" ${totals} skipped="0" ${time} timestamp="${new Date(startedAt).toISOString()}">`,
    ...cases.map(xml),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function ofCriterion(criterion: Criterion): TestCase {
  const { name, seen, bound, target } = criterionWords(criterion);
  const output = `${seen}, proven ${bound}, target ${target}`;
  return { className: 'criteria', name, failure: criterion.met ? undefined : output, output };
}

function ofFault({ label, journeys, asDesigned }: FaultRow): TestCase {
  const output = `${asDesigned} of ${journeys} ended as designed`;
  const failure = asDesigned === journeys ? undefined : output;
  return { className: 'faults', name: label, failure, output };
}

function ofJourney({ journeyId, fault, end, message }: Timeline): TestCase {
  return {
    className: 'journeys',
    name: `${journeyId} (${fault})`,
    failure: `it ended as ${end}: ${message}`,
  };
}

function xml({ className, name, failure, output }: TestCase): string {
  const head = `    <testcase classname="${text(className)}" name="${text(name)}" time="0">`;
  const body = [
    ...(failure === undefined ? [] : [`<failure message="${text(failure)}"/>`]),
    ...(output === undefined ? [] : [`<system-out>${text(output)}</system-out>`]),
  ];
  return `${head}${body.join('')}</testcase>`;
}

/** What XML 1.0 has no way to say is left out. */
function text(raw: string): string {
  return escapeHtml(
    raw.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ''),
  );
}
