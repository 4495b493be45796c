import { EXECUTION_STATES, isActive, isTerminal, type ExecutionState } from '@tracker/state';
import type { SeenDefinition } from './sightings.js';
import type { TrackerWords } from './tracker-words.js';

/** How a set of words compares with the nine states. */
export interface Comparison {
  /** States that it spells, in whatever case. */
  readonly same: readonly ExecutionState[];
  /** Words that say a state otherwise, each with the state. */
  readonly renamed: readonly { readonly word: string; readonly state: ExecutionState }[];
  /** Words that say no state. */
  readonly foreign: readonly string[];
  /** States that no word says. */
  readonly missing: readonly ExecutionState[];
}

const isState = (word: string | null | undefined): word is ExecutionState =>
  EXECUTION_STATES.some((state) => state === word);

/** Compares words with the nine states. */
export function compareWords(
  words: readonly string[],
  { synonyms }: Pick<TrackerWords, 'synonyms'>,
): Comparison {
  const stateOf = (word: string) => {
    const plain = word.toLowerCase();
    const found = isState(plain) ? plain : synonyms.get(plain);
    return isState(found) ? found : undefined;
  };
  const said = new Set(words.map(stateOf));
  const same = EXECUTION_STATES.filter((state) =>
    words.some((word) => word.toLowerCase() === state),
  );
  const renamed = words.flatMap((word) => {
    const state = stateOf(word);
    return state === undefined || word.toLowerCase() === state ? [] : [{ word, state }];
  });
  return {
    same,
    renamed,
    foreign: words.filter((word) => stateOf(word) === undefined),
    missing: EXECUTION_STATES.filter((state) => !said.has(state)),
  };
}

/** A name that says what the words are for. */
const NAMED = /(?:execution|agent|run)[\s_-]?(?:state|status)(?:es|s)?$/i;

/** A life has a beginning, a middle, a happy end and an unhappy one. */
const PARTS: readonly ((state: ExecutionState) => boolean)[] = [
  (state) => state === 'pending' || state === 'starting',
  (state) => state === 'running' || state === 'completing',
  (state) => state === 'completed',
  (state) => isTerminal(state) && state !== 'completed',
];

/**
 * Whether a set of words defines the state of executions a second time. By its name, when half of its words say states
 * and both the living and the ended are among them; by its words alone, when they tell a whole life and hardly
 * anything else. Orders, requests, payments and components have other middles or other ends.
 */
export function competes({ name, words }: SeenDefinition, comparison: Comparison): boolean {
  const { same, renamed, foreign } = comparison;
  const states = [...same, ...renamed.map(({ state }) => state)];
  const isMostly = (share: number) => words.length - foreign.length >= words.length * share;
  if (NAMED.test(name ?? '')) {
    return states.length >= 3 && states.some(isActive) && states.some(isTerminal) && isMostly(0.5);
  }
  return same.length >= 3 && PARTS.every((part) => states.some(part)) && isMostly(0.6);
}
