import { compareWords, competes, type Comparison } from './compare-words.js';
import { isTestFile, type Finding } from './finding.js';
import { placeOf } from './place.js';
import type { SeenClass, SeenDefinition, Sighting } from './sightings.js';
import type { TrackerWords } from './tracker-words.js';

/** Where a sighting was made. */
export interface SightingContext {
  readonly file: string;
  readonly text: string;
  readonly words: TrackerWords;
  /** The name of the package that the file belongs to. */
  readonly owner: string | undefined;
}

/** The originals, which can't compete with themselves. */
const HOME_OF_STATES = '@tracker/state';
const HOME_OF_TRACKER = '@tracker/core';

/** What is wrong about a sighting; undefined when nothing is. */
export function judgeSighting(sighting: Sighting, context: SightingContext): Finding | undefined {
  const { file, text } = context;
  const at = { file, ...placeOf(text, sighting.offset), isTest: isTestFile(file) };
  switch (sighting.kind) {
    case 'definition': {
      const found = context.owner === HOME_OF_STATES ? undefined : judgeWords(sighting, context);
      return found && { ...at, ...found };
    }
    case 'class': {
      const found = context.owner === HOME_OF_TRACKER ? undefined : judgeClass(sighting, context);
      return found && { ...at, ...found };
    }
    case 'dictionary': {
      const message = `${sighting.name} is given a dictionary, which is no state.`;
      return { ...at, rule: 'dictionary-as-state', name: sighting.name, message };
    }
  }
}

type Judged = Omit<Finding, 'file' | 'line' | 'column' | 'isTest'>;

function judgeWords(seen: SeenDefinition, { words }: SightingContext): Judged | undefined {
  const comparison = compareWords(seen.words, words);
  if (!competes(seen, comparison)) return undefined;
  const name = seen.name ?? 'a definition without a name';
  return {
    rule: 'competing-definition',
    name,
    message: `${name} (${seen.form}, ${seen.words.length} words) defines execution state again: ${differences(comparison)}.`,
    form: seen.form,
    words: seen.words,
    comparison,
  };
}

/** How a set of words differs from the nine, as a clause. */
function differences({ same, renamed, foreign, missing }: Comparison): string {
  const list = (words: readonly string[]) => words.join(', ');
  const parts = [
    `${same.length} of the nine states`,
    renamed.length > 0 &&
      `others renamed (${list(renamed.map(({ word, state }) => `${word} for ${state}`))})`,
    foreign.length > 0 && `words that say no state (${list(foreign)})`,
    missing.length > 0 && `missing ${list(missing)}`,
  ];
  return parts.filter((part) => part !== false).join('; ');
}

function judgeClass({ name, methods }: SeenClass, { words }: SightingContext): Judged | undefined {
  const begins = methods.filter((method) => words.begins.has(method));
  const ends = methods.filter((method) => words.ends.has(method));
  if (begins.length === 0 || ends.length === 0) return undefined;
  const found = [...begins, ...ends];
  return {
    rule: 'competing-tracker',
    name,
    message: `${name} begins and ends executions itself: ${found.join(', ')}.`,
    methods: found,
  };
}
