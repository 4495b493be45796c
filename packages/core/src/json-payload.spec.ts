import { TrackerError } from '@tracker/state';
import { MAX_PAYLOAD_BYTES, MAX_PAYLOAD_DEPTH, toPayload } from './json-payload.js';

class Point {
  x = 1;
}

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

function nested(levels: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

/** Small in memory, 2 ** 60 values when written out. */
function bomb(): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < 60; level++) value = [value, value];
  return value;
}

const throwing = {
  get secret(): string {
    throw new Error('not for you');
  },
};

const hostileProxy = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error('no keys');
    },
  },
);

const REFUSED: [string, unknown, RegExp][] = [
  ['undefined', undefined, /a undefined, which JSON can't say/],
  ['a member that is undefined', { a: undefined }, /at \.a/],
  ['a function', () => 1, /a function/],
  ['a symbol', { s: Symbol('s') }, /a symbol at \.s/],
  ['a bigint', [1n], /a bigint at \[0\]/],
  ['NaN', { n: Number.NaN }, /NaN at \.n/],
  ['Infinity', -Infinity, /-Infinity/],
  ['a date', { at: new Date(0) }, /a Date at \.at/],
  ['a map', new Map(), /a Map/],
  ['a set', new Set(), /a Set/],
  ['bytes', new Uint8Array(1), /a Uint8Array/],
  ['a boxed string', new String('x'), /a String/],
  ['a class instance', { p: new Point() }, /a Point at \.p/],
  ['an error', new Error('x'), /a Error/],
  ['a hole in a list', [, 1], /a undefined at \[0\]/], // eslint-disable-line no-sparse-arrays
  ['a cycle', cycle, /deeper than 64 levels, or contains itself/],
  ['one level too many', nested(MAX_PAYLOAD_DEPTH + 1), /deeper than 64 levels/],
  ['more than the limit', 'x'.repeat(MAX_PAYLOAD_BYTES), /bytes of JSON; at most 262144/],
  ['many small things', Array.from({ length: 200_000 }, () => 0), /at most 262144/],
  ['escapes that swell', '\u0000'.repeat(80_000), /at most 262144/],
  ['surrogates that swell', '\ud800'.repeat(80_000), /at most 262144/],
  ['a few lists that unfold', bomb(), /at most 262144/],
  ['a key that a copy would lose', JSON.parse('{"a":{"__proto__":1}}'), /"__proto__".* at \.a/],
  ['a getter that throws', throwing, /could not be read/],
  ['a proxy that throws', hostileProxy, /could not be read/],
];

const KEPT: [string, unknown][] = [
  ['a string with NUL', 'a\u0000b'],
  ['a lone surrogate', '\ud800'],
  ['0', 0],
  ['false', false],
  ['null', null],
  ['an object without prototype', Object.assign(Object.create(null), { a: 1 })],
  ['the deepest nesting', nested(MAX_PAYLOAD_DEPTH)],
  ['names of methods', { toString: 1, constructor: 2, hasOwnProperty: 3 }],
  ['exactly the limit', 'x'.repeat(MAX_PAYLOAD_BYTES - 2)],
];

describe('a payload', () => {
  it.each(REFUSED)('refuses %s and says where', (_, value, message) => {
    let thrown: unknown;
    try {
      toPayload(value, 'The answer');
    } catch (error) {
      thrown = error;
    }
    expect(TrackerError.is(thrown, 'invalid_payload')).toBe(true);
    expect((thrown as Error).message).toMatch(message);
    expect((thrown as Error).message).toMatch(/^The answer /);
  });

  it.each(KEPT)('keeps %s', (_, value) => {
    const kept = toPayload(value, 'The answer');
    expect(JSON.stringify(kept)).toBe(JSON.stringify(value));
  });

  it('is what comes back from JSON, minus zero included', () => {
    expect(Object.is(toPayload(-0, 'x'), 0)).toBe(true);
  });

  it('shares nothing with what was given, and is frozen throughout', () => {
    const given = { list: [{ a: 1 }] };
    const kept = toPayload(given, 'x') as typeof given;
    given.list[0] = { a: 2 };
    given.list.push({ a: 3 });
    expect(kept).toEqual({ list: [{ a: 1 }] });
    for (const part of [kept, kept.list, kept.list[0]]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('reads every member once, so that it can not change between look and copy', () => {
    let reads = 0;
    const shifty = {
      get a() {
        return ++reads === 1 ? 'first' : () => 'later';
      },
    };
    expect(toPayload(shifty, 'x')).toEqual({ a: 'first' });
  });
});
