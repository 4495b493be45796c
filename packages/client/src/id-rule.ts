import { MAX_NAME_LENGTH } from '@tracker/state';

/** Characters of a wrong id that are told. */
const SHOWN = 60;

/** What is told about one that can't be: it is named, as far as it is short and harmless, and so is the rule. */
export function noId(given: unknown): string {
  return `${shown(given)} is no id; it needs 1 to ${MAX_NAME_LENGTH} characters, not all blank, no control characters and no half of a surrogate pair`;
}

function shown(given: unknown): string {
  if (typeof given !== 'string') return 'what is no string';
  const start = JSON.stringify(given.slice(0, SHOWN)).replaceAll('\u007f', '\\u007f');
  return given.length > SHOWN ? `${start}… of ${given.length} characters` : start;
}
