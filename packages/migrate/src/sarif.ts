import { createHash } from 'node:crypto';
import type { SearchReport } from './audit-folder.js';
import { AUDIT_RULES, type AuditRule, type Finding } from './finding.js';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const ruleIds = Object.keys(AUDIT_RULES) as AuditRule[];

/** The report as a SARIF 2.1.0 log, which code hosts show beside the lines of a pull request. */
export function toSarif({ findings, excepted, skipped }: SearchReport, version: string): object {
  const results = [
    ...findings.map((finding) => toResult(finding)),
    ...excepted.map(({ finding, why }) => ({
      ...toResult(finding),
      suppressions: [{ kind: 'external', status: 'accepted', justification: why }],
    })),
  ];
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tracker-audit', version, rules: ruleIds.map(toRule) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The folder that was searched.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: skipped.map(({ name, why }) => ({
              level: 'note',
              message: { text: `${name} was not read: ${why}.` },
            })),
          },
        ],
        results,
      },
    ],
  };
}

function toRule(id: AuditRule): object {
  const { meaning, help } = AUDIT_RULES[id];
  return {
    id,
    shortDescription: { text: meaning },
    fullDescription: { text: `${meaning} ${help}` },
    help: { text: help },
    defaultConfiguration: { level: 'error' },
  };
}

function toResult({ rule, file, line, column, name, message, isTest }: Finding) {
  return {
    ruleId: rule,
    ruleIndex: ruleIds.indexOf(rule),
    level: isTest ? 'warning' : 'error',
    message: { text: `${message} ${AUDIT_RULES[rule].help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file), uriBaseId: 'ROOT' },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    // stays when lines move, so that a host knows the finding again
    partialFingerprints: { 'trackerAudit/v1': fingerprint(rule, file, name) },
  };
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
