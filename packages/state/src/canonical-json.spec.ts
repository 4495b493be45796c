import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import type { JsonValue } from './json-value.js';

it('sorts keys at every depth and keeps lists in order', () => {
  expect(canonicalJson({ b: [2, 1, { d: null, c: 'ü"' }], a: true })).toBe(
    '{"a":true,"b":[2,1,{"c":"ü\\"","d":null}]}',
  );
});

it('says the same as JSON, whatever the order of the keys', () => {
  const turned = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(turned);
    const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner)]);
    return Object.fromEntries(entries.reverse());
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value as JsonValue);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(turned(value) as JsonValue)).toBe(text);
    }),
  );
});
