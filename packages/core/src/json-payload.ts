import { TrackerError, TrackerErrorCode, type JsonValue } from '@tracker/state';

/** The largest answer or metadata, in UTF-8 bytes of its JSON: 256 KiB. */
export const MAX_PAYLOAD_BYTES = 262_144;

/** The deepest nesting of a payload. */
export const MAX_PAYLOAD_DEPTH = 64;

/**
 * A frozen copy of `value` that shares nothing with the caller. Throws `invalid_payload` for what JSON can't
 * say (functions, undefined members, NaN, bigints, cycles, class instances) and for more than the limit.
 */
export function toPayload(value: unknown, what: string): JsonValue {
  const copy = copyJson(value, { what, path: '', depth: 0 });
  if (typeof copy === 'string' && copy.length * 3 <= MAX_PAYLOAD_BYTES) return copy;
  if (typeof copy === 'number' || typeof copy === 'boolean' || copy === null) return copy;
  const bytes = Buffer.byteLength(JSON.stringify(copy));
  if (bytes > MAX_PAYLOAD_BYTES) {
    throw invalid(`${what} has ${bytes} bytes of JSON; at most ${MAX_PAYLOAD_BYTES} are kept.`);
  }
  return copy;
}

interface Place {
  readonly what: string;
  readonly path: string;
  readonly depth: number;
}

function copyJson(value: unknown, place: Place): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      throw notJson(value, place);
    case 'object':
      if (value === null) return null;
      if (place.depth >= MAX_PAYLOAD_DEPTH) throw tooDeep(place);
      return Array.isArray(value) ? copyList(value, place) : copyRecord(value, place);
    default:
      throw notJson(value, place);
  }
}

function copyList(list: readonly unknown[], place: Place): JsonValue {
  const copy: JsonValue[] = [];
  for (let i = 0; i < list.length; i++) copy.push(copyJson(list[i], inside(place, `[${i}]`)));
  return Object.freeze(copy);
}

function copyRecord(record: object, place: Place): JsonValue {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw notJson(record, place);
  }
  const copy: Record<string, JsonValue> = {};
  for (const [key, member] of Object.entries(record)) {
    Object.defineProperty(copy, key, {
      value: copyJson(member, inside(place, `.${key}`)),
      enumerable: true,
    });
  }
  return Object.freeze(copy);
}

function inside({ what, path, depth }: Place, step: string): Place {
  return { what, path: path + step, depth: depth + 1 };
}

function notJson(value: unknown, { what, path }: Place): TrackerError {
  const given = typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
  const name = typeof value === 'number' ? String(value) : `a ${given}`;
  return invalid(
    `${what} holds ${name}${path ? ` at ${path}` : ''}, which JSON can't say; ` +
      `give strings, finite numbers, booleans, null, plain objects and lists.`,
  );
}

function tooDeep({ what }: Place): TrackerError {
  return invalid(`${what} is nested deeper than ${MAX_PAYLOAD_DEPTH} levels, or contains itself.`);
}

function invalid(message: string): TrackerError {
  return new TrackerError({ code: TrackerErrorCode.INVALID_PAYLOAD, message });
}
