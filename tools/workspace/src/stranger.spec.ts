import { importSpecifiers, publicPackages } from './public-packages.js';
import { usesOf } from './stranger.js';

const specifiers = publicPackages().flatMap(importSpecifiers);
const modules = specifiers.filter((specifier) => !specifier.endsWith('.json'));

describe('what pack-check tries as a stranger', () => {
  it('covers the subpaths as well as the packages', () => {
    expect(specifiers).toEqual(
      expect.arrayContaining([
        '@tracker/state',
        '@tracker/state/state.json',
        '@tracker/core/testing',
      ]),
    );
  });

  it.each(usesOf(specifiers))('uses every one of them as $as', ({ as, text }) => {
    const due = as.startsWith('TypeScript') ? modules : specifiers;
    expect(due.filter((specifier) => !text.includes(`'${specifier}'`))).toEqual([]);
  });
});
