import { createHash } from 'node:crypto';

/** `value` as JSON with the keys of every object in order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** 48 bits of the SHA-256 of `value`'s canonical JSON, as one number: eight bytes to keep. */
export function fingerprint(value: unknown): number {
  const text = canonicalJson(value) ?? 'undefined';
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}
