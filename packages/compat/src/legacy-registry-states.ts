import { defineVocabulary } from './vocabulary.js';

/** The members of the registry's enum, with the values they had at first: their own names. */
export const RegistryState = Object.freeze({
  PENDING: 'PENDING',
  INITIALIZING: 'INITIALIZING',
  RUNNING: 'RUNNING',
  SUCCESS: 'SUCCESS',
  FAILED: 'FAILED',
  TIMEOUT: 'TIMEOUT',
  ABORTED: 'ABORTED',
  RECOVERING: 'RECOVERING',
});

export type RegistryState = (typeof RegistryState)[keyof typeof RegistryState];

const REVIVED = 'the registry let an ended run go on under its id';
const NO_LAST_STEP = 'the registry does not tell the last step from the work';
const NO_DEATH = 'the registry kept a death as a failure';

/** The eight states of the registry in their first spelling, as old records and messages have them. */
export const LEGACY_REGISTRY_STATES = defineVocabulary<RegistryState>({
  name: 'the eight-state registry',
  toCanonical: {
    PENDING: { state: 'pending' },
    INITIALIZING: { state: 'starting' },
    RUNNING: { state: 'running' },
    SUCCESS: { state: 'completed', final: true },
    FAILED: { state: 'failed', unlike: `${REVIVED}; here that is a new execution` },
    TIMEOUT: { state: 'timeout', unlike: `${REVIVED}; here that is a new execution` },
    ABORTED: { state: 'cancelled', final: true },
    RECOVERING: {
      state: 'starting',
      attempt: 'next',
      loss: `${REVIVED}; the state alone hides it`,
    },
  },
  fromCanonical: {
    pending: { word: 'PENDING' },
    starting: { word: 'INITIALIZING' },
    running: { word: 'RUNNING' },
    completing: { word: 'RUNNING', loss: NO_LAST_STEP },
    completed: { word: 'SUCCESS' },
    failed: { word: 'FAILED' },
    timeout: { word: 'TIMEOUT' },
    dead: { word: 'FAILED', loss: NO_DEATH },
    cancelled: { word: 'ABORTED' },
  },
});

/** The registry's values after they were respelled in lower case; two of its eight names then shared one. */
export const LEGACY_REGISTRY_VALUES = defineVocabulary({
  name: 'the respelled registry',
  toCanonical: {
    pending: { state: 'pending' },
    starting: {
      state: 'starting',
      loss: 'RECOVERING was respelled as INITIALIZING, so it is either',
    },
    running: { state: 'running' },
    completed: { state: 'completed', final: true },
    failed: { state: 'failed', unlike: `${REVIVED}; here that is a new execution` },
    timeout: { state: 'timeout', unlike: `${REVIVED}; here that is a new execution` },
    cancelled: { state: 'cancelled', final: true },
  },
  fromCanonical: {
    pending: { word: 'pending' },
    starting: { word: 'starting' },
    running: { word: 'running' },
    completing: { word: 'running', loss: NO_LAST_STEP },
    completed: { word: 'completed' },
    failed: { word: 'failed' },
    timeout: { word: 'timeout' },
    dead: { word: 'failed', loss: NO_DEATH },
    cancelled: { word: 'cancelled' },
  },
});
