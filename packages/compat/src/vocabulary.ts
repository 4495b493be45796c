import { describeGiven, parseExecutionState, type ExecutionState } from '@tracker/state';
import { lossesOf, type Loss } from './loss.js';
import { meaningKey, type Meaning } from './meaning.js';
import { noWordFor, saysNoState, unknownWord } from './unknown-word.js';
import type { Translation, VocabularyTables } from './vocabulary-tables.js';

/** The words of another system, translated in both directions. Nothing unknown is ever guessed. */
export interface Vocabulary<Word extends string> extends VocabularyTables<Word> {
  /** Every word, in the order of the table. */
  readonly words: readonly Word[];
  /** What something from outside means. Throws `unknown_word` unless it is a word that says a state. */
  parse(given: unknown): Meaning;
  /** What a word means. Throws `unknown_word` when it says no state. */
  to(word: Word): Meaning;
  /** The word that says most of a state or meaning. Throws `unknown_word` where there is none. */
  from(said: ExecutionState | Meaning): Word;
  /** Everything that a translation loses, in either direction. */
  losses(): readonly Loss[];
  /** How often something was met that is no word of it, in this process: a sign that the other system has changed. */
  unknownMet(): number;
}

/** The words of a vocabulary. */
export type WordOf<V> = V extends Vocabulary<infer Word> ? Word : never;

/** Makes a vocabulary of its two tables. */
export function defineVocabulary<const Word extends string>(
  tables: VocabularyTables<Word>,
): Vocabulary<Word> {
  const { name, toCanonical, fromCanonical } = tables;
  const meanings = new Map<unknown, Translation>(Object.entries(toCanonical));
  const words = Object.freeze(Object.keys(toCanonical) as Word[]);
  const wordOfMeaning = invert(words.map((word) => [word, toCanonical[word]]));

  let unknown = 0;

  const parse = (given: unknown): Meaning => {
    const translation = meanings.get(given);
    if (translation === undefined) {
      unknown += 1;
      throw unknownWord(name, words, given);
    }
    if ('none' in translation) throw saysNoState(name, describeGiven(given), translation.none);
    return meaningOf(translation);
  };
  const from = (said: ExecutionState | Meaning): Word => {
    const meaning = typeof said === 'object' && said !== null ? said : { state: said };
    const state = parseExecutionState(meaning.state);
    const exact = wordOfMeaning(meaning as Meaning);
    if (exact !== undefined) return exact;
    const spelling = fromCanonical[state];
    if ('none' in spelling) throw noWordFor(name, state, spelling.none);
    return spelling.word;
  };
  const losses = () => lossesOf(tables);
  const unknownMet = () => unknown;
  freezeRows(toCanonical);
  freezeRows(fromCanonical);
  return Object.freeze({ ...tables, words, parse, to: parse, from, losses, unknownMet });
}

/** The meaning of a translation, without what the table notes beside it. */
function meaningOf(translation: Translation & Meaning): Meaning {
  const { final: _final, unlike: _unlike, loss: _loss, ...meaning } = translation;
  return Object.freeze(meaning);
}

/** Finds the word for a meaning that says more than a state; another hold is still a hold. */
function invert<Word extends string>(rows: readonly (readonly [Word, Translation])[]) {
  const exact = new Map<string, Word>();
  let held: Word | undefined;
  for (const [word, translation] of rows) {
    if ('none' in translation) continue;
    const meaning = meaningOf(translation);
    if (Object.keys(meaning).length === 1) continue;
    const key = meaningKey(meaning);
    if (!exact.has(key)) exact.set(key, word);
    if ('hold' in meaning) held ??= word;
  }
  return (meaning: Meaning): Word | undefined =>
    exact.get(meaningKey(meaning)) ??
    ('hold' in meaning && meaning.hold !== undefined ? held : undefined);
}

function freezeRows(table: Readonly<Record<string, object>>): void {
  for (const row of Object.values(table)) Object.freeze(row);
  Object.freeze(table);
}
