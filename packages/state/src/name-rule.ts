/** The longest name or id, in characters. */
export const MAX_NAME_LENGTH = 200;

// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

const HALF = /\p{Surrogate}/u;

/** Whether a control character is in it. */
export function hasControlCharacter(text: string): boolean {
  return CONTROL.test(text);
}

/** Whether half of a surrogate pair is in it; a store that writes UTF-8 could not tell one half from another. */
export function hasHalfCharacter(text: string): boolean {
  return HALF.test(text);
}

/**
 * Whether it can be a name or an id. They are kept, shown, indexed and compared: 1 to 200 characters, not all blank,
 * without control characters and half characters.
 */
export function isName(given: unknown): given is string {
  if (typeof given !== 'string' || given.length > MAX_NAME_LENGTH || given.trim() === '')
    return false;
  return !hasControlCharacter(given) && !hasHalfCharacter(given);
}
