import fc from 'fast-check';
import { printable, printableJson } from './printable.js';

const HOSTILE = '\u001b[2J\u0007\u009b31m\u202eevil\u2028\r\n';

describe('text from data', () => {
  it('reaches the terminal with every control character escaped', () => {
    expect(printable(HOSTILE)).toBe('\\u{1b}[2J\\u{7}\\u{9b}31m\\u{202e}evil\\u{2028}\\u{d}\\u{a}');
  });

  it('never holds what a terminal would obey, and is never long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const shown = printable(text, 100);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect([...shown].length).toBeLessThanOrEqual(101 * '\\u{10ffff}'.length);
      }),
    );
  });

  it('stays the same JSON when it is made harmless', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = printableJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202e\u2028]/u);
        const line = printableJson(value, 0);
        expect(JSON.parse(line)).toEqual(JSON.parse(text));
        expect(line).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
      }),
    );
  });
});
