import { MAX_JSON_DEPTH } from '@tracker/state';
import fc from 'fast-check';
import { createAudit } from './audit.js';
import { auditHistory } from './audit-history.js';
import { VIOLATION_CODES } from './checks.js';
import { EVIDENCE_PER_CODE } from './ledger.js';
import { LegalLife } from './legal-life.fixture.js';
import { renderReport } from './render.js';

const life = () =>
  new LegalLife({ executionId: 'life', userId: 'user-ann', at: 1_000_000 }).endUnhappily('failed');

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('hostile lines', () => {
  it.each([
    ['no text', '', 'unreadable_line'],
    ['null', 'null', 'unreadable_line'],
    ['a list', '[]', 'unreadable_line'],
    ['a word', '"created"', 'unreadable_line'],
    ['a deep list', nested(100_000), 'unreadable_line'],
    [
      'a deep record',
      `{"kind":"record","record":${nested(MAX_JSON_DEPTH * 2)}}`,
      'unreadable_line',
    ],
    ['an empty object', '{}', 'unknown_shape'],
    ['a prototype as kind', '{"kind":"__proto__"}', 'unknown_shape'],
    ['a constructor as kind', '{"kind":"constructor"}', 'unknown_shape'],
    ['a method as type', '{"executionId":"a","seq":1,"at":1,"type":"toString"}', 'unknown_shape'],
    [
      'an infinite number',
      '{"executionId":"a","seq":1e400,"at":1,"type":"created"}',
      'unknown_shape',
    ],
    [
      'a record without a state',
      '{"kind":"record","record":{"id":"a"},"readAt":1}',
      'unknown_state',
    ],
    ['a blank frame', '{"kind":"transcript","userId":"a","frames":[{}]}', 'unknown_shape'],
  ])('%s is reported with its line', (_, line, code) => {
    const { violations } = auditHistory([...life().events, line]);
    expect(violations.map(({ code, where }) => ({ code, where }))).toEqual([
      { code, where: 'line 3' },
    ]);
  });

  it('never make the audit or its report throw', () => {
    const ids = fc.constantFrom('life', '__proto__', 'b');
    const wild = fc.record(
      {
        executionId: ids,
        kind: fc.oneof(fc.constantFrom('record', 'transcript', 'header'), fc.anything()),
        type: fc.constantFrom(
          'created',
          'ended',
          'held',
          'phase_entered',
          'constructor',
          'toString',
        ),
        seq: fc.oneof(fc.integer(), fc.constant(Number.MAX_SAFE_INTEGER)),
        at: fc.integer(),
        from: fc.jsonValue(),
        to: fc.jsonValue(),
        record: fc.jsonValue(),
        frames: fc.array(fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(wild, fc.anything(), fc.string())), (lines) => {
        const report = auditHistory([...life().events, ...lines]);
        expect(VIOLATION_CODES).toEqual(expect.arrayContaining(Object.keys(report.counts)));
        expect(renderReport(report)).toContain(report.certified ? 'CERTIFIED' : 'NOT CERTIFIED');
      }),
    );
  });

  it('are all counted, and as many kept as a report can use', () => {
    const audit = createAudit();
    for (let line = 0; line < EVIDENCE_PER_CODE * 3; line += 1) audit.add('{');
    const { counts, violations } = audit.finish();
    expect(counts).toEqual({ unreadable_line: EVIDENCE_PER_CODE * 3 });
    expect(violations).toHaveLength(EVIDENCE_PER_CODE);
  });

  it('can not write to the terminal through the evidence', () => {
    const report = auditHistory([
      { executionId: '\u001b[2Jx', seq: 1, at: 1, type: 'progressed', note: '\u0007' },
    ]);
    expect(renderReport(report)).not.toMatch(/[^\n\P{Cc}]/u);
  });
});
