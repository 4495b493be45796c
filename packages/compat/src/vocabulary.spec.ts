import { TERMINAL_STATES, type ExecutionState } from '@tracker/state';
import {
  LEGACY_REGISTRY_STATES,
  LEGACY_REGISTRY_VALUES,
  type RegistryState,
} from './legacy-registry-states.js';
import { LEGACY_SIX_STATES } from './legacy-six-states.js';
import type { Meaning } from './meaning.js';
import { defineVocabulary, type WordOf } from './vocabulary.js';

const jobs = defineVocabulary({
  name: 'jobs',
  toCanonical: {
    queued: { state: 'pending' },
    again: { state: 'pending', attempt: 'next' },
    working: { state: 'running' },
    asking: { state: 'running', hold: 'input' },
    stopping: { state: 'running', cancelRequested: true },
    done: { state: 'completed', final: true },
    gone: { none: 'it was removed, whatever it was' },
  },
  fromCanonical: {
    pending: { word: 'queued' },
    starting: { word: 'queued', loss: 'x' },
    running: { word: 'working' },
    completing: { word: 'working', loss: 'x' },
    completed: { word: 'done' },
    failed: { none: 'it only knows good ends' },
    timeout: { none: 'it only knows good ends' },
    dead: { none: 'it only knows good ends' },
    cancelled: { none: 'it only knows good ends' },
  } as const satisfies Record<ExecutionState, object>,
});

describe('a word', () => {
  it('becomes a state with the fields that belong to it', () => {
    expect(jobs.to('queued')).toEqual({ state: 'pending' });
    expect(jobs.to('asking')).toEqual({ state: 'running', hold: 'input' });
  });

  it('that says no state is refused with the reason', () => {
    expect(() => jobs.parse('gone')).toThrow('the string "gone" says no state: it was removed');
  });

  it.each([
    ['in another case', 'WORKING', "Did you mean 'working'?"],
    ['as a record', { state: 'working' }, 'an object with the key "state"'],
    ['as a number', 3, 'the number 3'],
    ['as null', null, 'got null'],
    ['as a list', ['working'], 'an array of length 1'],
    ['as a boxed string', new String('working'), 'an instance of "String"'],
  ])('%s is unknown', (_, given, said) => {
    expect(() => jobs.parse(given)).toThrow(said);
  });
});

describe('what is unknown', () => {
  it('is counted, and neither what is known nor what says no state', () => {
    const before = jobs.unknownMet();
    expect(() => jobs.parse('WORKING')).toThrow();
    expect(() => jobs.to({} as never)).toThrow();
    jobs.parse('queued');
    expect(() => jobs.parse('gone')).toThrow();
    expect(jobs.unknownMet()).toBe(before + 2);
  });
});

describe('a state', () => {
  it('becomes the word of the table', () => {
    expect(jobs.from('running')).toBe('working');
  });

  it.each<[Parameters<typeof jobs.from>[0], string]>([
    [{ state: 'pending', attempt: 'next' }, 'again'],
    [{ state: 'running', hold: 'input' }, 'asking'],
    [{ state: 'running', hold: 'the invoice needs a signature' }, 'asking'],
    [{ state: 'running', hold: undefined }, 'working'],
    [{ state: 'running', cancelRequested: true }, 'stopping'],
    [{ state: 'completed', because: 'early' }, 'done'],
  ])('with fields, %p, becomes %s', (meaning, word) => {
    expect(jobs.from(meaning)).toBe(word);
  });

  it('that has no word is refused with the reason', () => {
    expect(() => jobs.from('dead')).toThrow(
      "jobs has no word for 'dead': it only knows good ends.",
    );
  });

  it.each([['recovering'], [null], [{}], [[]], [7]])('that is none, %p, is refused', (given) => {
    expect(() => jobs.from(given as never)).toThrow('Expected an execution state');
  });
});

it('tells everything that is lost, in both directions', () => {
  expect(jobs.losses()).toEqual([
    { direction: 'to', given: 'gone', becomes: undefined, loss: 'it was removed, whatever it was' },
    { direction: 'from', given: 'starting', becomes: 'queued', loss: 'x' },
    { direction: 'from', given: 'completing', becomes: 'working', loss: 'x' },
    ...TERMINAL_STATES.filter((state) => state !== 'completed').map((given) => ({
      direction: 'from',
      given,
      becomes: undefined,
      loss: 'it only knows good ends',
    })),
  ]);
});

describe('the legacy words', () => {
  it('of the six states mean themselves', () => {
    for (const word of LEGACY_SIX_STATES.words) expect(LEGACY_SIX_STATES.to(word).state).toBe(word);
  });

  it.each<[RegistryState, ExecutionState]>([
    ['PENDING', 'pending'],
    ['INITIALIZING', 'starting'],
    ['RUNNING', 'running'],
    ['SUCCESS', 'completed'],
    ['FAILED', 'failed'],
    ['TIMEOUT', 'timeout'],
    ['ABORTED', 'cancelled'],
    ['RECOVERING', 'starting'],
  ])('of the registry: %s means %s', (word, state) => {
    expect(LEGACY_REGISTRY_STATES.parse(word).state).toBe(state);
  });

  it('make a recovery a new attempt, which the state alone does not show', () => {
    const recovering = LEGACY_REGISTRY_STATES.to('RECOVERING');
    expect(recovering).toEqual({ state: 'starting', attempt: 'next' });
    expect(LEGACY_REGISTRY_STATES.from(recovering)).toBe('RECOVERING');
    expect(LEGACY_REGISTRY_STATES.from(recovering.state)).toBe('INITIALIZING');
    expect(LEGACY_REGISTRY_STATES.losses()).toContainEqual(
      expect.objectContaining({ direction: 'to', given: 'RECOVERING', becomes: 'starting' }),
    );
  });

  it.each(['completing', 'dead'])('of the registry have none for %s, and say so', (given) => {
    for (const registry of [LEGACY_REGISTRY_STATES, LEGACY_REGISTRY_VALUES]) {
      expect(registry.losses()).toContainEqual(
        expect.objectContaining({ direction: 'from', given }),
      );
    }
  });

  it('of one spelling are unknown in the other', () => {
    expect(() => LEGACY_REGISTRY_STATES.parse('completed')).toThrow('Expected a word');
    expect(() => LEGACY_REGISTRY_VALUES.parse('SUCCESS')).toThrow('Expected a word');
  });
});

// ASSERTION: neither table compiles with a gap, an unknown state, a foreign word or a field of another state
type Registry = WordOf<typeof LEGACY_REGISTRY_STATES>;
const { toCanonical, fromCanonical } = LEGACY_REGISTRY_STATES;
const name = 'x';
const { SUCCESS: _success, ...withoutSuccess } = toCanonical;
const { dead: _dead, ...withoutDead } = fromCanonical;
void (() => {
  // @ts-expect-error a word without a meaning
  defineVocabulary<Registry>({ name, toCanonical: withoutSuccess, fromCanonical });
  // @ts-expect-error a state without a word
  defineVocabulary<Registry>({ name, toCanonical, fromCanonical: withoutDead });
  const spelled = { ...fromCanonical, dead: { word: 'DEAD' } } as const;
  // @ts-expect-error a word that is not in the other table
  defineVocabulary<Registry>({ name, toCanonical, fromCanonical: spelled });
  const tenth = { ...toCanonical, SUCCESS: { state: 'success' } } as const;
  // @ts-expect-error no such state
  defineVocabulary<Registry>({ name, toCanonical: tenth, fromCanonical });
  // @ts-expect-error an ended execution does not wait
  const waits: Meaning = { state: 'completed', hold: 'input' };
  // @ts-expect-error a word of another vocabulary
  LEGACY_SIX_STATES.to('SUCCESS');
  // @ts-expect-error no state
  LEGACY_SIX_STATES.from('SUCCESS');
  const state: ExecutionState = LEGACY_SIX_STATES.to('dead').state;
  return [waits, state];
});
