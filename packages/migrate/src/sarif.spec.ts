import { z } from 'zod';
import type { SearchReport } from './audit-folder.js';
import { AUDIT_RULES, type Finding } from './finding.js';
import { toSarif } from './sarif.js';

const message = z.strictObject({ text: z.string().min(1) });
const level = z.enum(['none', 'note', 'warning', 'error']);

/** What the standard asks of the parts that are used here: sections 3.13 to 3.52 of SARIF 2.1.0. */
const sarifLog = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.string().min(1),
            version: z.string(),
            rules: z.array(
              z.strictObject({
                id: z.string(),
                shortDescription: message,
                fullDescription: message,
                help: message,
                defaultConfiguration: z.strictObject({ level }),
              }),
            ),
          }),
        }),
        columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
        originalUriBaseIds: z.record(z.string(), z.strictObject({ description: message })),
        invocations: z.array(
          z.strictObject({
            executionSuccessful: z.boolean(),
            toolExecutionNotifications: z.array(z.strictObject({ level, message })),
          }),
        ),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0),
            level,
            message,
            locations: z.array(
              z.strictObject({
                physicalLocation: z.strictObject({
                  artifactLocation: z.strictObject({
                    // a reference, relative to a base and so without a scheme or a leading slash
                    uri: z.string().regex(/^(?!\/|\w+:)[\w\-.~!$&'()*+,;=:@/%]+$/),
                    uriBaseId: z.string(),
                  }),
                  region: z.strictObject({
                    startLine: z.int().min(1),
                    startColumn: z.int().min(1),
                  }),
                }),
              }),
            ),
            partialFingerprints: z.record(z.string().regex(/^[^/]+(?:\/v\d+)?$/), z.string()),
            suppressions: z
              .array(
                z.strictObject({
                  kind: z.enum(['inSource', 'external']),
                  status: z.enum(['accepted', 'underReview', 'rejected']),
                  justification: z.string(),
                }),
              )
              .optional(),
          }),
        ),
      }),
    )
    .min(1),
});

const finding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'competing-definition',
  file: 'app/core/state machine.py',
  line: 11,
  column: 7,
  name: 'RunState',
  message: 'RunState defines execution state again.',
  isTest: false,
  ...changes,
});

const report = (changes: Partial<SearchReport> = {}): SearchReport => ({
  files: 1,
  findings: [
    finding(),
    finding({ isTest: true, line: 12 }),
    finding({ rule: 'competing-tracker' }),
  ],
  more: 0,
  excepted: [{ finding: finding({ line: 40 }), why: 'It is a fixture.' }],
  skipped: [{ kind: 'skipped', name: 'large.ts', why: 'it is large', isFailure: false }],
  ...changes,
});

describe('the SARIF log', () => {
  const [run] = sarifLog.parse(toSarif(report(), '1.2.3')).runs;

  it('is one, also when nothing was found', () => {
    const empty = report({ findings: [], excepted: [], skipped: [] });
    expect(sarifLog.parse(toSarif(empty, '1.2.3')).runs[0]?.results).toEqual([]);
  });

  it('has each rule once, and each result points at its own', () => {
    const rules = run?.tool.driver.rules.map(({ id }) => id) ?? [];
    expect(rules).toEqual(Object.keys(AUDIT_RULES));
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex]).toBe(ruleId);
  });

  it('says of what is in tests that it matters less, and of exceptions why they may stand', () => {
    expect(
      run?.results.map(({ level: given, suppressions }) => [given, suppressions?.[0]]),
    ).toEqual([
      ['error', undefined],
      ['warning', undefined],
      ['error', undefined],
      ['error', { kind: 'external', status: 'accepted', justification: 'It is a fixture.' }],
    ]);
  });

  it('knows a finding again when its lines move, and tells different ones apart', () => {
    const prints = run?.results.map(({ partialFingerprints }) =>
      JSON.stringify(partialFingerprints),
    );
    expect(prints?.[0]).toBe(prints?.[1]);
    expect(prints?.[0]).not.toBe(prints?.[2]);
  });

  it('names files as references', () => {
    const [first] = run?.results[0]?.locations ?? [];
    expect(first?.physicalLocation.artifactLocation.uri).toBe('app/core/state%20machine.py');
  });
});
