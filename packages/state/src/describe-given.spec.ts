import fc from 'fast-check';
import { describeGiven } from './describe-given.js';

class Foo {
  readonly state = 'running';
}
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const trap = () => {
  throw new Error('looked at');
};
const hostile = new Proxy(
  {},
  { get: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap, has: trap },
);
const named = Object.defineProperty(class {}, 'name', { get: trap });

it.each<[unknown, string]>([
  ['RUNNING', 'the string "RUNNING"'],
  ['say "hi" \\', 'the string "say \\"hi\\" \\\\"'],
  ['a\u202eb\u0000\n\u2028\ud800', 'the string "a\\u{202e}b\\u{0}\\u{a}\\u{2028}\\u{d800}"'],
  ['x'.repeat(1e6), `the string "${'x'.repeat(40)}…" (1000000 characters)`],
  [42, 'the number 42'],
  [NaN, 'NaN'],
  [-0, 'the number -0'],
  [-Infinity, 'the number -Infinity'],
  [7n, 'the bigint 7n'],
  [2n ** 80n, 'a huge bigint'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'undefined'],
  [Symbol('x'), 'a symbol described as "x"'],
  [Symbol(), 'a symbol'],
  [() => 1, 'a function'],
  [{}, 'an object without keys'],
  [Object.create(null), 'an object without keys'],
  [{ state: 'secret' }, 'an object with the key "state"'],
  [{ success: true, completed: true }, 'an object with the keys "success", "completed"'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'an object with the keys "a", "b", "c", "d" and 1 more'],
  [['running'], 'an array of length 1'],
  [new Foo(), 'an instance of "Foo"'],
  [new String('running'), 'an instance of "String"'],
  [new Date(0), 'an instance of "Date"'],
  [new named(), 'an object without keys'],
  [hostile, 'an object that refuses to be looked at'],
  [revoked.proxy, 'an object that refuses to be looked at'],
])('describes %#', (value, description) => {
  expect(describeGiven(value)).toBe(description);
});

it('runs no getter and no method of what it describes', () => {
  const value = {
    get state() {
      return trap();
    },
    toJSON: trap,
    toString: trap,
    valueOf: trap,
    [Symbol.toPrimitive]: trap,
    get [Symbol.toStringTag]() {
      return trap();
    },
  };
  expect(describeGiven(value)).toBe(
    'an object with the keys "state", "toJSON", "toString", "valueOf"',
  );
});

it('describes anything in one short line of visible characters', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (value) => {
      const description = describeGiven(value);
      expect(description.length).toBeLessThan(1_600);
      expect(description).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
});
