import { TERMINAL_STATES, TABLE_DIGEST } from '@tracker/state';
import fc from 'fast-check';
import { auditHistory } from './audit-history.js';
import { VIOLATION_CODES } from './checks.js';
import { hasEnded, legalWorld } from './legal-world.fixture.js';

describe('an audit', () => {
  it('certifies every legal world, whatever its lives and however they interleave', () => {
    fc.assert(
      fc.property(legalWorld, ({ lines, asOf }) => {
        const report = auditHistory(lines, { asOf });
        expect(report.violations).toEqual([]);
        expect(report.certified).toBe(true);
      }),
    );
  });

  it('says over which data, against which table and for which instant it certifies', () => {
    fc.assert(
      fc.property(legalWorld, ({ lines, lives, asOf }) => {
        const { certificate } = auditHistory(lines, { asOf });
        expect(certificate).toMatchObject({ digest: TABLE_DIGEST, asOf, checks: VIOLATION_CODES });
        expect(certificate?.data).toMatchObject({
          lines: lines.length,
          executions: lives.length,
          users: new Set(lives.map(({ userId }) => userId)).size,
          open: lives.filter((life) => !hasEnded(life)).length,
          ended: Object.fromEntries(
            TERMINAL_STATES.map((end) => [end, lives.filter(({ state }) => state === end).length]),
          ),
          facts: lives.reduce((sum, { events }) => sum + events.length, 0),
          records: 3,
          unwitnessed: 0,
        });
      }),
      { numRuns: 25 },
    );
  });

  it('finds the same in JSON text as in what it stands for', () => {
    fc.assert(
      fc.property(legalWorld, ({ lines, asOf }) => {
        const texts = lines.map((line) => JSON.stringify(line));
        expect(auditHistory(texts, { asOf })).toEqual(auditHistory(lines, { asOf }));
      }),
      { numRuns: 10 },
    );
  });
});
