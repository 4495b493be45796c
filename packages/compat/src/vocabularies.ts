import { LEGACY_REGISTRY_STATES, LEGACY_REGISTRY_VALUES } from './legacy-registry-states.js';
import { LEGACY_SIX_STATES } from './legacy-six-states.js';
import type { Vocabulary } from './vocabulary.js';

/** Every vocabulary of this package. */
export const VOCABULARIES: readonly Vocabulary<string>[] = Object.freeze([
  LEGACY_SIX_STATES,
  LEGACY_REGISTRY_STATES,
  LEGACY_REGISTRY_VALUES,
]);
