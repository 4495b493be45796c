import { OPERATOR_SCOPE, mayTouch, type Scope } from './scope.js';

describe('a scope', () => {
  it('of a user touches that user’s, to the letter', () => {
    for (const [mine, theirs, may] of [
      ['ann', 'ann', true],
      ['ann', 'Ann', false],
      ['ann', 'ann ', false],
      ['', 'ann', false],
    ] as const) {
      expect(mayTouch({ userId: mine }, theirs)).toBe(may);
    }
  });

  it('of an operator touches all, and can not be made from data', () => {
    expect(mayTouch(OPERATOR_SCOPE, 'ann')).toBe(true);
    const forged = [
      {},
      { operator: true },
      { [Symbol('operator')]: true },
      JSON.parse(JSON.stringify(OPERATOR_SCOPE)),
    ];
    for (const scope of forged) expect(mayTouch(scope as Scope, 'ann')).toBe(false);
  });
});
