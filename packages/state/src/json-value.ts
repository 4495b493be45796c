import { z } from 'zod';

/** Anything JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Lists and objects inside one another, at most; deeper ones would overflow a reader's stack. */
export const MAX_JSON_DEPTH = 128;

/** Whether `value` is no deeper than the limit and has no key that a copy would lose. */
function isCopyable(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_JSON_DEPTH || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((inner) => isCopyable(inner, depth + 1));
}

const copyable = z.unknown().refine((value) => isCopyable(value), {
  error: `nothing nests deeper than ${MAX_JSON_DEPTH} levels or has a key named __proto__`,
});

/** A JSON value, copied from what was given. */
export const jsonValueSchema: z.ZodType<JsonValue> = copyable.pipe(z.json());

/** A JSON object, copied from what was given. */
export const jsonObjectSchema: z.ZodType<{ readonly [key: string]: JsonValue }> = copyable.pipe(
  z.record(z.string(), z.json()),
);
