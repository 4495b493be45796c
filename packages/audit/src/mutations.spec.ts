import fc from 'fast-check';
import { auditHistory } from './audit-history.js';
import { AUDIT_CHECKS, VIOLATION_CODES } from './checks.js';
import { legalWorld } from './legal-world.fixture.js';
import { MUTATIONS } from './mutations.fixture.js';
import type { AuditReport } from './report.js';

const WORLDS = fc.sample(legalWorld, { numRuns: 6, seed: 2026 });

function expectEvidence({ violations, warnings }: AuditReport): void {
  for (const { facts, executionId, where } of [...violations, ...warnings]) {
    expect(facts.filter((fact) => fact.trim() === '')).toEqual([]);
    expect(facts.join(' ')).not.toMatch(/undefined|\[object|NaN/);
    expect(executionId ?? where).not.toBeNull();
  }
}

describe('the auditor can fail', () => {
  it('has a mutation for every check', () => {
    const mutated = new Set<string>(MUTATIONS.map(({ code }) => code));
    expect(VIOLATION_CODES.filter((code) => !mutated.has(code))).toEqual([]);
  });

  it.each(MUTATIONS)('$code, with its evidence, when $name', ({ code, mutate, later = 0 }) => {
    const { severity, guarantee } = AUDIT_CHECKS[code];
    for (const { lines, asOf } of WORLDS) {
      const report = auditHistory(mutate(lines), { asOf: asOf + later });
      const found = severity === 'warning' ? report.warnings : report.violations;
      expect(Object.keys(report.counts)).toContain(code);
      expect(found.find((finding) => finding.code === code)).toMatchObject({ guarantee });
      if (severity === 'violation') expect(report.certificate).toBeNull();
      expectEvidence(report);
    }
  });
});
