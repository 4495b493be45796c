import fc from 'fast-check';
import { ExpressionError, calculate } from './calculator.js';

describe('the calculator', () => {
  it.each([
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['10 - 4 - 3', 3],
    ['12 / 4 / 3', 1],
    ['-(2 + 3) * -2', 10],
    [' 1.5*2 ', 3],
  ])('calculates %s', (expression, value) => {
    expect(calculate(expression)).toBe(value);
  });

  it.each([
    '',
    '2 +',
    '2 3',
    '(1',
    '1)',
    '1 / 0',
    'process.exit()',
    '2 ** 3',
    '`1`',
    '('.repeat(1_000),
    '-'.repeat(1_000),
  ])('refuses %j', (expression) => {
    expect(() => calculate(expression)).toThrow(ExpressionError);
  });

  it('agrees with the machine on any two numbers', () => {
    const natural = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(natural, natural, (a, b) => {
        expect(calculate(`${a} + ${b}`)).toBe(a + b);
        expect(calculate(`${a} - ${b}`)).toBe(a - b);
        expect(calculate(`${a} * ${b}`)).toBe(a * b);
      }),
    );
  });
});
