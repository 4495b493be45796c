const MAX_SHOWN = 40;
const MAX_KEYS = 4;

/** `text` in quotes, cut to a readable length, with everything invisible escaped. */
export function quoted(text: string): string {
  const shown = text
    .slice(0, MAX_SHOWN)
    .replace(/["\\]/g, '\\$&')
    .replace(
      /[\p{C}\p{Zl}\p{Zp}]/gu,
      (invisible) => `\\u{${invisible.codePointAt(0)?.toString(16)}}`,
    );
  return text.length > MAX_SHOWN ? `"${shown}…" (${text.length} characters)` : `"${shown}"`;
}

/** The own data property `key` of `value`; a getter is not run. */
export function ownData(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function describeRecord(value: object): string {
  const keys = Object.getOwnPropertyNames(value);
  if (keys.length === 0) return 'an object without keys';
  const shown = keys.slice(0, MAX_KEYS).map(quoted).join(', ');
  const more = keys.length - MAX_KEYS;
  return `an object with the ${keys.length === 1 ? 'key' : 'keys'} ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return describeRecord(value);
  const maker = ownData(prototype, 'constructor');
  const name = typeof maker === 'function' ? ownData(maker, 'name') : undefined;
  return typeof name === 'string' && name !== '' && name !== 'Object'
    ? `an instance of ${quoted(name)}`
    : describeRecord(value);
}

function describeNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return `the number ${Object.is(value, -0) ? '-0' : value}`;
}

function describeBigint(value: bigint): string {
  return BigInt.asIntN(64, value) === value ? `the bigint ${value}n` : 'a huge bigint';
}

function describeSymbol(value: symbol): string {
  return value.description === undefined
    ? 'a symbol'
    : `a symbol described as ${quoted(value.description)}`;
}

/**
 * Says in a few words what `value` is, for an error message: bounded, escaped, and without running
 * any getter or method of the value. Values inside an object are never shown.
 */
export function describeGiven(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the string ${quoted(value)}`;
    case 'number':
      return describeNumber(value);
    case 'bigint':
      return describeBigint(value);
    case 'symbol':
      return describeSymbol(value);
    case 'function':
      return 'a function';
    case 'object':
      if (value === null) return 'null';
      return looking(() => describeObject(value)) ?? 'an object that refuses to be looked at';
    default:
      return String(value);
  }
}

/** What `look` sees; undefined when a hostile proxy throws at it. */
export function looking<Seen>(look: () => Seen): Seen | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
