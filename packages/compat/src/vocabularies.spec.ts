import { EXECUTION_STATES, TrackerError } from '@tracker/state';
import fc from 'fast-check';
import { LEGACY_REGISTRY_STATES } from './legacy-registry-states.js';
import { VOCABULARIES } from './vocabularies.js';
import { brokenLaws } from './vocabulary-laws.fixture.js';
import { defineVocabulary, type Vocabulary } from './vocabulary.js';
import type { Translation } from './vocabulary-tables.js';

function refusal(attempt: () => unknown): TrackerError {
  try {
    attempt();
  } catch (error) {
    if (TrackerError.is(error, 'unknown_word')) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const PROTOTYPE_NAMES = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(String.prototype),
  ...Object.getOwnPropertyNames(Map.prototype),
];

describe.each(VOCABULARIES.map((vocabulary) => ({ name: vocabulary.name, vocabulary })))(
  '$name',
  ({ name, vocabulary }) => {
    it('breaks no law', () => {
      expect(brokenLaws(vocabulary)).toEqual([]);
    });

    it('reads each of its words, or says why that says no state', () => {
      for (const word of vocabulary.words) {
        const row = vocabulary.toCanonical[word] as Translation;
        if ('none' in row)
          expect(refusal(() => vocabulary.parse(word)).message).toContain(row.none);
        else expect(EXECUTION_STATES).toContain(vocabulary.parse(word).state);
      }
    });

    it('spells each state, or says why there is no word', () => {
      for (const state of EXECUTION_STATES) {
        const row = vocabulary.fromCanonical[state];
        if ('none' in row)
          expect(refusal(() => vocabulary.from(state)).message).toContain(row.none);
        else expect(vocabulary.words).toContain(vocabulary.from(state));
      }
    });

    it('refuses everything else, naming what was given and what is allowed', () => {
      fc.assert(
        fc.property(
          fc.oneof(fc.anything(), fc.string(), fc.constantFrom(...PROTOTYPE_NAMES)),
          (given) => {
            fc.pre(!(vocabulary.words as readonly unknown[]).includes(given));
            const error = refusal(() => vocabulary.parse(given));
            expect(error.message).toContain(`Expected a word of ${name}, got `);
            expect(error.message).toContain(`Allowed: ${vocabulary.words.join(', ')}.`);
            expect(error.message.length).toBeLessThan(2_000);
          },
        ),
      );
    });

    it('takes no name of a prototype for a word', () => {
      // `length` is a word of the AI SDK
      const names = PROTOTYPE_NAMES.filter((given) => !vocabulary.words.includes(given));
      for (const given of names) refusal(() => vocabulary.parse(given));
    });

    it('can’t be changed by a reader', () => {
      const tables = [vocabulary, vocabulary.toCanonical, vocabulary.fromCanonical];
      const rows = tables.slice(1).flatMap((table) => Object.values(table));
      expect(
        [...tables, ...rows, vocabulary.words].filter((part) => !Object.isFrozen(part)),
      ).toEqual([]);
    });
  },
);

it('have names of their own', () => {
  expect(new Set(VOCABULARIES.map(({ name }) => name)).size).toBe(VOCABULARIES.length);
});

describe('the laws notice', () => {
  const good = LEGACY_REGISTRY_STATES;
  const to = (word: string, row: Translation): Vocabulary<string> =>
    defineVocabulary<string>({ ...good, toCanonical: { ...good.toCanonical, [word]: row } });
  const from = (state: string, row: object): Vocabulary<string> =>
    defineVocabulary<string>({ ...good, fromCanonical: { ...good.fromCanonical, [state]: row } });
  const { pending: _, ...withoutPending } = good.fromCanonical;

  it.each<[string, Vocabulary<string>, string]>([
    [
      'a state without a word',
      defineVocabulary({ ...good, fromCanonical: withoutPending as never }),
      'pending: gap',
    ],
    [
      'a tenth state',
      from('recovering', { word: 'RECOVERING', loss: 'x' }),
      'recovering: no state',
    ],
    [
      'an end that is none here',
      to('SUCCESS', { state: 'completing', final: true }),
      'SUCCESS: final on one side only',
    ],
    [
      'an end that is none there',
      to('RECOVERING', { state: 'failed', loss: 'x' }),
      'RECOVERING: final on one side only',
    ],
    [
      'an exception that is none',
      to('PENDING', { state: 'pending', unlike: 'x' }),
      'PENDING: declared unlike, and is not',
    ],
    [
      'a word that gets lost',
      to('RETRY', { state: 'pending' }),
      'RETRY: does not come back, and no loss is declared',
    ],
    ['a state that gets lost', from('dead', { word: 'FAILED' }), 'dead: comes back as failed'],
    [
      'a loss that is none',
      from('failed', { word: 'FAILED', loss: 'x' }),
      'failed: declares a loss and loses nothing',
    ],
    [
      'a state that seems to end',
      from('completing', { word: 'SUCCESS', loss: 'x' }),
      "completing: its word 'SUCCESS' is on the other side of the end",
    ],
    ['a word from nowhere', from('dead', { word: 'DEAD' }), "dead: its word 'DEAD' says none"],
    [
      'a silence without reason',
      to('PENDING', { none: '' }),
      'PENDING: no reason why it says no state',
    ],
  ])('%s', (_, vocabulary, broken) => {
    expect(brokenLaws(vocabulary)).toContain(broken);
  });
});
