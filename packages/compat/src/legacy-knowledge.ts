import type { Legacy, LegacyStates } from '@tracker/migrate';
import { ExecutionState } from '@tracker/state';
import { CALL_SHAPES } from './call-shapes.js';
import { IMPORT_REGISTRY } from './import-registry.js';
import { EXECUTION_TRACKER_MODULE } from './imports-of-execution-tracker.js';
import { TRACKING_REGISTRY_MODULE } from './imports-of-tracking-registry.js';
import { LEGACY_REGISTRY_STATES } from './legacy-registry-states.js';
import { LEGACY_SIX_STATES } from './legacy-six-states.js';
import type { Vocabulary } from './vocabulary.js';

const KEYS = new Map(Object.entries(ExecutionState).map(([key, state]) => [state, key]));

/** The keys of a legacy enum, from a vocabulary that has its members as words. */
function statesOf(module: string, { toCanonical }: Vocabulary<string>): LegacyStates {
  const keys = Object.entries(toCanonical).map(([word, row]) => {
    const isExact = 'state' in row && row.loss === undefined && !('attempt' in row);
    return [word.toUpperCase(), isExact ? (KEYS.get(row.state) ?? null) : null] as const;
  });
  return { module, keys: Object.fromEntries(keys) };
}

/** What the codemod and the search must know of the past, all of it from the tables of this package. */
export const LEGACY: Legacy = {
  root: '@tracker/compat',
  modules: IMPORT_REGISTRY,
  calls: CALL_SHAPES,
  states: [
    statesOf(EXECUTION_TRACKER_MODULE.python, LEGACY_SIX_STATES),
    statesOf(TRACKING_REGISTRY_MODULE.python, LEGACY_REGISTRY_STATES),
  ],
};
