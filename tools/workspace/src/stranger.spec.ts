import { importSpecifiers, publicPackages } from './public-packages.js';
import { usesOf } from './stranger.js';

const all = publicPackages().flatMap(importSpecifiers);

describe('what pack-check tries as a stranger', () => {
  it('covers the subpaths as well as the packages', () => {
    expect(all).toEqual(expect.arrayContaining(['@tracker/state', '@tracker/core/testing']));
  });

  it.each(usesOf({ all, typed: all }))('uses every one of them as $as', ({ text }) => {
    expect(all.filter((specifier) => !text.includes(`'${specifier}'`))).toEqual([]);
  });
});
