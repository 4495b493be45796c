import { EXECUTION_STATES, isTerminal, type ExecutionState } from '@tracker/state';
import type { Vocabulary } from './vocabulary.js';
import type { Spelling, Translation } from './vocabulary-tables.js';

type Any = Vocabulary<string>;
type Broken = readonly string[];

const unless = (holds: boolean, broken: string): Broken => (holds ? [] : [broken]);

function wordLaws(vocabulary: Any, [word, row]: [string, Translation]): Broken {
  if ('none' in row) return unless(row.none !== '', `${word}: no reason why it says no state`);
  const ends = row.final === true;
  const alike = ends === isTerminal(row.state);
  return [
    ...unless(alike || row.unlike !== undefined, `${word}: final on one side only`),
    ...unless(!alike || row.unlike === undefined, `${word}: declared unlike, and is not`),
    ...unless(
      row.loss !== undefined || vocabulary.from(vocabulary.parse(word)) === word,
      `${word}: does not come back, and no loss is declared`,
    ),
  ];
}

function stateLaws(
  vocabulary: Any,
  [state, row]: readonly [ExecutionState, Spelling<string>],
): Broken {
  if ('none' in row) return unless(row.none !== '', `${state}: no reason why there is no word`);
  const back = vocabulary.toCanonical[row.word];
  if (back === undefined || 'none' in back) return [`${state}: its word '${row.word}' says none`];
  const same = back.state === state;
  return [
    ...unless(same || row.loss !== undefined, `${state}: comes back as ${back.state}`),
    ...unless(!same || row.loss === undefined, `${state}: declares a loss and loses nothing`),
    ...unless(
      isTerminal(state) === isTerminal(back.state),
      `${state}: its word '${row.word}' is on the other side of the end`,
    ),
  ];
}

function totality(spelled: readonly string[]): Broken {
  const states: readonly string[] = EXECUTION_STATES;
  return [
    ...states.filter((state) => !spelled.includes(state)).map((state) => `${state}: gap`),
    ...spelled.filter((state) => !states.includes(state)).map((state) => `${state}: no state`),
  ];
}

/** Every law of vocabularies that this one breaks; empty for a good one. */
export function brokenLaws(vocabulary: Any): Broken {
  const { toCanonical, fromCanonical } = vocabulary;
  const partial = totality(Object.keys(fromCanonical));
  if (partial.length > 0) return partial;
  const spellings = EXECUTION_STATES.map((state) => [state, fromCanonical[state]] as const);
  return [
    ...Object.entries(toCanonical).flatMap((row) => wordLaws(vocabulary, row)),
    ...spellings.flatMap((row) => stateLaws(vocabulary, row)),
  ];
}
