import { createHash } from 'node:crypto';

/** `value` as JSON with the keys of every object in order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return text ?? 'undefined';
}

/** 48 bits of the SHA-256 of `text`, as one number: eight bytes to keep. */
function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

/** A number that equal JSON values share, and others practically never. */
export function fingerprint(value: unknown): number {
  return hash(canonicalJson(value));
}

/** The canonical texts of objects that are never changed, such as the limits of an execution. */
const texts = new WeakMap<object, string>();

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = canonicalJson(value);
  texts.set(value, text);
  return text;
}

/** A fingerprint of an object whose own fields are replaced and never changed inside. */
export function fingerprintOfFields(fields: object): number {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash(sorted.map(([name, value]) => `${name}=${textOf(value)}`).join('\n'));
}
