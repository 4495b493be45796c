import { describeGiven, looking, ownData } from './describe-given.js';
import { nearestWord } from './nearest-word.js';

/** A closed list of words, with what its callers are told when they miss it. */
export interface Vocabulary<Word extends string> {
  /** What one of the words is called, with its article. */
  readonly noun: string;
  /** The name of the const object that holds the words. */
  readonly constant: string;
  readonly object: Readonly<Record<string, Word>>;
  readonly words: readonly Word[];
  /** What to tell about a word of another vocabulary; undefined when it is none of those either. */
  readonly foreign: (word: string) => string | undefined;
}

/** Whether `input` is one of the words, exactly as they are spelled. */
export function isWord<Word extends string>(
  { words }: Vocabulary<Word>,
  input: unknown,
): input is Word {
  return (words as readonly unknown[]).includes(input);
}

/** The allowed word that `given` is, but for its case, blanks, dashes or a leading `Constant.` */
function respelled<Word extends string>(words: readonly Word[], given: string): Word | undefined {
  const plain = given
    .trim()
    .replace(/^\w+\./, '')
    .toLowerCase()
    .replace(/[\s-]/g, '_');
  return words.find((word) => word === plain) ?? nearestWord(plain, words);
}

function hintForString<Word extends string>(
  { words, foreign }: Vocabulary<Word>,
  given: string,
): string | undefined {
  // nothing this long is a misspelling, and looking closer would cost the caller time
  if (given.length > 100) return undefined;
  const known = foreign(given.trim().toLowerCase());
  if (known !== undefined) return known;
  const meant = respelled(words, given);
  return meant && `Did you mean '${meant}'?`;
}

const CARRIERS = ['state', 'status', 'phase', 'value'];

function hintForObject<Word extends string>(
  vocabulary: Vocabulary<Word>,
  given: object,
): string | undefined {
  const { constant, object, noun } = vocabulary;
  if (given === object) return `That is ${constant} itself; name one of its members.`;
  if (Array.isArray(given)) return `A list is not ${noun}; give one word.`;
  const carrier = CARRIERS.find((key) => isWord(vocabulary, ownData(given, key)));
  if (carrier !== undefined) return `Did you mean its .${carrier}?`;
  if (looking(() => String.prototype.valueOf.call(given)) !== undefined) {
    return 'A boxed string is an object; give its .valueOf().';
  }
  return `An object is not ${noun}, whatever it holds; give one word, such as ${constant}.${Object.keys(object)[0]}.`;
}

function hintFor<Word extends string>(
  vocabulary: Vocabulary<Word>,
  given: unknown,
): string | undefined {
  switch (typeof given) {
    case 'string':
      return hintForString(vocabulary, given);
    case 'undefined':
      return 'Nothing was given; was it read from a field that does not exist?';
    case 'number':
    case 'bigint':
      return 'Numbers and positions in a list stand for none of them; give the word.';
    case 'boolean':
      return 'Yes or no does not say which of them; give the word.';
    case 'object':
      if (given === null) return 'Nothing was given; null stands for none of them.';
      return looking(() => hintForObject(vocabulary, given));
    default:
      return undefined;
  }
}

/** The message for `given`, which is none of the words: what it is, what helps, what is allowed. */
export function explainMiss<Word extends string>(
  vocabulary: Vocabulary<Word>,
  given: unknown,
): string {
  return [
    `Expected ${vocabulary.noun}, got ${describeGiven(given)}.`,
    hintFor(vocabulary, given),
    `Allowed: ${vocabulary.words.join(', ')}.`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
