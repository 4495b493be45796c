import fc from 'fast-check';
import { applyEdits, close, insert } from './text-edits.js';

describe('edits', () => {
  it('are done wherever they stand in the list', () => {
    const edits = [insert(3, 'd'), { from: 0, to: 1, text: 'A' }, { from: 1, to: 3, text: '' }];
    expect(applyEdits('abc', edits)).toBe('Ad');
  });

  it('close the innermost first, and open the outermost first', () => {
    const outer = [insert(1, '{ '), close(2, ' }')];
    const inner = [insert(1, '('), close(2, ')')];
    expect(applyEdits('axb', [...outer, ...inner])).toBe('a{ (x) }b');
    expect(applyEdits('ab', [insert(1, '>'), close(1, '<')])).toBe('a<>b');
  });

  it('may not overlap', () => {
    const edits = [
      { from: 0, to: 2, text: '' },
      { from: 1, to: 3, text: '' },
    ];
    expect(() => applyEdits('abc', edits)).toThrow(/overlap at 1/);
  });

  it('leave everything else as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat({ max: 50 })), (text, places) => {
        const edits = places.map((at) => insert(Math.min(at, text.length), '\u0000'));
        expect(applyEdits(text, edits).replaceAll('\u0000', '')).toBe(
          text.replaceAll('\u0000', ''),
        );
      }),
    );
  });
});
