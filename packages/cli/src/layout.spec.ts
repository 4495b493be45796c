import fc from 'fast-check';
import { cellWidth, fitted, padded } from './cell-width.js';
import { byteSize } from './bytes.js';
import { ProgressCount } from './progress-count.js';
import { fromNow, instant, span } from './span.js';
import { textTable } from './text-table.js';

describe('a cell', () => {
  it.each([
    ['', 0],
    ['triage', 6],
    ['分析', 4],
    ['🙂', 2],
    ['é', 1],
  ])('%j takes %i cells', (text, width) => {
    expect(cellWidth(text)).toBe(width);
  });

  it('is never wider than its room, and exactly as wide when it is padded', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '分', '🙂', 'é', ' ') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (given, width) => {
        expect(cellWidth(fitted(given, width))).toBeLessThanOrEqual(width);
        expect(cellWidth(padded(given, width))).toBe(width);
      }),
    );
  });
});

describe('a table', () => {
  const columns = [
    { title: 'ID' },
    { title: 'NAME', gives: true },
    { title: 'NOTE', gives: true, leaves: 1 },
    { title: 'AGE', leaves: 2 },
  ];
  const row = (name: string) => ['x-1', name, 'n'.repeat(30), '3 s'].map((text) => ({ text }));
  const table = (width: number) => {
    const { head, body } = textTable(columns, [row('分'.repeat(20)), row('short')], width);
    return [head, ...body];
  };

  it.each([40, 30, 20])('of %i cells is no wider', (width) => {
    for (const line of table(width)) expect(cellWidth(line)).toBeLessThanOrEqual(width);
  });

  it('cuts before it leaves a column out, and leaves out what can best be missed', () => {
    expect(table(90)[0]).toMatch(/^ID +NAME +NOTE +AGE$/);
    expect(table(40)[1]).toMatch(/x-1 .*… .*… +3 s$/);
    expect(table(28)[0]).toMatch(/^ID +NAME +NOTE$/);
    expect(table(15)[0]).toMatch(/^ID +NAME$/);
  });

  it('is still whole where nothing more can give', () => {
    expect(table(1)[2]).toContain('x-1');
  });
});

describe('what people read', () => {
  it.each([
    [-5, '0 ms'],
    [999, '999 ms'],
    [1_000, '1.0 s'],
    [59_999, '59.9 s'],
    [60_000, '1 min'],
    [185_000, '3 min 5 s'],
    [7_200_000, '2 h'],
    [90_061_000, '1 d 1 h'],
  ])('%i milliseconds are %s', (ms, said) => {
    expect(span(ms)).toBe(said);
  });

  it('is an instant, and how far away it is', () => {
    expect(instant(0)).toBe('1970-01-01 00:00:00.000');
    expect(instant(Number.MAX_SAFE_INTEGER)).toBe(String(Number.MAX_SAFE_INTEGER));
    expect([fromNow(1_000, 3_000), fromNow(3_000, 1_000)]).toEqual(['2.0 s ago', 'in 2.0 s']);
  });

  it.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_536, '1.5 KiB'],
    [5_368_709_120, '5.0 GiB'],
  ])('%i bytes are %s', (bytes, said) => {
    expect(byteSize(bytes)).toBe(said);
  });
});

describe('the count of progress', () => {
  const said = (isTTY: boolean, count: number): string => {
    let text = '';
    const progress = new ProgressCount({ isTTY, write: (more) => (text += more) }, 'read');
    for (let n = 0; n < count; n++) progress.one();
    progress.end();
    return text;
  };

  it('is shown on a terminal alone, now and then, and taken away at the end', () => {
    expect(said(true, 2_500)).toBe('\r1,000 read\r2,000 read\r\u001b[K');
    expect(said(true, 999)).toBe('');
    expect(said(false, 2_500)).toBe('');
  });
});
