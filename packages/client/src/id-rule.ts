/** The longest id or name, in characters. */
export const MAX_ID = 200;

/** Characters of a wrong id that are told. */
const SHOWN = 60;

// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

const HALF = /\p{Surrogate}/u;

/** Whether it can be an id: the tracker takes no other. */
export function isId(given: unknown): given is string {
  if (typeof given !== 'string' || given.length > MAX_ID || given.trim() === '') return false;
  return !CONTROL.test(given) && !HALF.test(given);
}

/** What is told about one that can't be: it is named, as far as it is short and harmless, and so is the rule. */
export function noId(given: unknown): string {
  return `${shown(given)} is no id; it needs 1 to ${MAX_ID} characters, not all blank, no control characters and no half of a surrogate pair`;
}

function shown(given: unknown): string {
  if (typeof given !== 'string') return 'what is no string';
  const start = JSON.stringify(given.slice(0, SHOWN)).replaceAll('\u007f', '\\u007f');
  return given.length > SHOWN ? `${start}… of ${given.length} characters` : start;
}
