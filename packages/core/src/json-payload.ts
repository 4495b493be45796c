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
  const copy = readSafely(value, what);
  if (typeof copy === 'string' && copy.length * MOST_BYTES_PER_UNIT < MAX_PAYLOAD_BYTES)
    return copy;
  if (typeof copy === 'number' || typeof copy === 'boolean' || copy === null) return copy;
  const bytes = Buffer.byteLength(JSON.stringify(copy));
  if (bytes > MAX_PAYLOAD_BYTES) throw tooLarge(what, bytes);
  return copy;
}

/** What JSON needs at most for one unit of a string: a control character becomes six. */
const MOST_BYTES_PER_UNIT = 6;

interface Place {
  readonly what: string;
  readonly path: string;
  readonly depth: number;
  /** What the whole copy may still take at least: lists that share members unfold without end otherwise. */
  readonly room: { bytes: number };
}

/** Getters and proxies are somebody else's code; what they throw is reported as what it is. */
function readSafely(value: unknown, what: string): JsonValue {
  try {
    return copyJson(value, { what, path: '', depth: 0, room: { bytes: MAX_PAYLOAD_BYTES } });
  } catch (error) {
    if (TrackerError.is(error)) throw error;
    throw invalid(`${what} could not be read: a getter or a proxy in it threw.`, error);
  }
}

function copyJson(value: unknown, place: Place): JsonValue {
  take(place, 1);
  switch (typeof value) {
    case 'string':
      take(place, value.length);
      return value;
    case 'boolean':
      return value;
    case 'number':
      // JSON knows no minus zero
      if (Number.isFinite(value)) return value === 0 ? 0 : value;
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
    if (key === '__proto__') throw lostKey(place);
    take(place, key.length);
    copy[key] = copyJson(member, inside(place, `.${key}`));
  }
  return Object.freeze(copy);
}

function inside({ what, path, depth, room }: Place, step: string): Place {
  return { what, path: path + step, depth: depth + 1, room };
}

function take({ what, room }: Place, bytes: number): void {
  room.bytes -= bytes;
  if (room.bytes < 0) throw tooLarge(what, `more than ${MAX_PAYLOAD_BYTES}`);
}

function notJson(value: unknown, { what, path }: Place): TrackerError {
  const given = typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
  const name = typeof value === 'number' ? String(value) : `a ${given}`;
  return invalid(
    `${what} holds ${name}${path ? ` at ${path}` : ''}, which JSON can't say; ` +
      `give strings, finite numbers, booleans, null, plain objects and lists.`,
  );
}

function lostKey({ what, path }: Place): TrackerError {
  return invalid(
    `${what} holds a key named "__proto__"${path ? ` at ${path}` : ''}, which copies lose.`,
  );
}

function tooLarge(what: string, bytes: number | string): TrackerError {
  return invalid(`${what} has ${bytes} bytes of JSON; at most ${MAX_PAYLOAD_BYTES} are kept.`);
}

function tooDeep({ what }: Place): TrackerError {
  return invalid(`${what} is nested deeper than ${MAX_PAYLOAD_DEPTH} levels, or contains itself.`);
}

function invalid(message: string, cause?: unknown): TrackerError {
  return new TrackerError({ code: TrackerErrorCode.INVALID_PAYLOAD, message, cause });
}
