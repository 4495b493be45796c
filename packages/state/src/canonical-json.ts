import type { JsonValue } from './json-value.js';

/** `value` as JSON in one spelling: keys sorted by UTF-16 code unit, no blanks. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

// Array.isArray does not narrow a readonly array
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
