import fc from 'fast-check';
import { MAX_JSON_DEPTH, jsonObjectSchema, jsonValueSchema } from './json-value.js';

it('takes all that JSON can say, as a copy', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('"__proto__"'));
      expect(jsonValueSchema.parse(value)).toEqual(value);
    }),
  );
  const given = { list: [1] };
  const copy = jsonObjectSchema.parse(given);
  expect(copy).toEqual(given);
  expect(copy).not.toBe(given);
  expect(copy['list']).not.toBe(given.list);
});

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

it.each<[string, unknown]>([
  ['undefined', undefined],
  ['NaN', NaN],
  ['infinity', Infinity],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['undefined deeper down', { a: [undefined] }],
  ['a hole in a list', new Array(1)],
  ['a cycle', cyclic],
  ['a key that a copy would lose', JSON.parse('{"a":[{"__proto__":1}]}')],
])('refuses %s', (_, value) => {
  expect(jsonValueSchema.safeParse(value).success).toBe(false);
});

it('refuses what nests too deep instead of overflowing the stack', () => {
  const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  expect(jsonValueSchema.safeParse(nested(MAX_JSON_DEPTH)).success).toBe(true);
  expect(jsonValueSchema.safeParse(nested(MAX_JSON_DEPTH + 1)).success).toBe(false);
  expect(jsonValueSchema.safeParse(nested(100_000)).success).toBe(false);
});

it.each([[[]], ['text'], [null]])('is no object: %p', (value) => {
  expect(jsonObjectSchema.safeParse(value).success).toBe(false);
});
