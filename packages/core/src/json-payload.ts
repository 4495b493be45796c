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
  const whole = { what, bytesLeft: MAX_PAYLOAD_BYTES };
  const copy = readSafely(value, { whole, step: '', depth: 0, within: undefined });
  if ((MAX_PAYLOAD_BYTES - whole.bytesLeft) * MOST_BYTES_PER_BYTE < MAX_PAYLOAD_BYTES) return copy;
  const bytes = Buffer.byteLength(JSON.stringify(copy));
  if (bytes > MAX_PAYLOAD_BYTES) throw tooLarge(what, bytes);
  return copy;
}

/**
 * What JSON needs at most for each byte that was counted: a number, counted as one, has up to 25 characters, and up to
 * four stand between it and its neighbours; a unit of a string becomes six when it is a control character.
 */
const MOST_BYTES_PER_BYTE = 32;

interface Whole {
  readonly what: string;
  /** What the copy may still take at least: lists that share members unfold without end otherwise. */
  bytesLeft: number;
}

interface Place {
  readonly whole: Whole;
  /** The key or the index that leads here. */
  readonly step: string | number;
  readonly depth: number;
  readonly within: Place | undefined;
}

/** Getters and proxies are somebody else's code; what they throw is reported as what it is. */
function readSafely(value: unknown, place: Place): JsonValue {
  try {
    return copyJson(value, place);
  } catch (error) {
    if (TrackerError.is(error)) throw error;
    throw invalid(`${place.whole.what} could not be read: a getter or a proxy in it threw.`, error);
  }
}

function copyJson(value: unknown, place: Place): JsonValue {
  take(place.whole, 1);
  switch (typeof value) {
    case 'string':
      take(place.whole, value.length);
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
  for (let i = 0; i < list.length; i++) copy.push(copyJson(list[i], inside(place, i)));
  return Object.freeze(copy);
}

function copyRecord(record: object, place: Place): JsonValue {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw notJson(record, place);
  }
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(record)) {
    if (key === '__proto__') throw lostKey(place);
    take(place.whole, key.length);
    copy[key] = copyJson((record as Record<string, unknown>)[key], inside(place, key));
  }
  return Object.freeze(copy);
}

function inside(within: Place, step: string | number): Place {
  return { whole: within.whole, step, depth: within.depth + 1, within };
}

function take(whole: Whole, bytes: number): void {
  whole.bytesLeft -= bytes;
  if (whole.bytesLeft < 0) throw tooLarge(whole.what, `more than ${MAX_PAYLOAD_BYTES}`);
}

/** The way to a place, worked out only for those who are told of it. */
function pathTo({ within, step }: Place): string {
  if (!within) return '';
  return pathTo(within) + (typeof step === 'number' ? `[${step}]` : `.${step}`);
}

function notJson(value: unknown, place: Place): TrackerError {
  const { what } = place.whole;
  const path = pathTo(place);
  const given = typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
  const name = typeof value === 'number' ? String(value) : `a ${given}`;
  return invalid(
    `${what} holds ${name}${path ? ` at ${path}` : ''}, which JSON can't say; ` +
      `give strings, finite numbers, booleans, null, plain objects and lists.`,
  );
}

function lostKey(place: Place): TrackerError {
  const path = pathTo(place);
  return invalid(
    `${place.whole.what} holds a key named "__proto__"${path ? ` at ${path}` : ''}, which copies lose.`,
  );
}

function tooLarge(what: string, bytes: number | string): TrackerError {
  return invalid(`${what} has ${bytes} bytes of JSON; at most ${MAX_PAYLOAD_BYTES} are kept.`);
}

function tooDeep({ whole }: Place): TrackerError {
  return invalid(
    `${whole.what} is nested deeper than ${MAX_PAYLOAD_DEPTH} levels, or contains itself.`,
  );
}

function invalid(message: string, cause?: unknown): TrackerError {
  return new TrackerError({ code: TrackerErrorCode.INVALID_PAYLOAD, message, cause });
}
