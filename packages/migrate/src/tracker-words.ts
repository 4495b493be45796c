import { camelCase, type Legacy } from './legacy.js';

/** The words by which trackers, and the lives they keep, are known. */
export interface TrackerWords {
  /** Methods that begin an execution. */
  readonly begins: ReadonlySet<string>;
  /** Methods that end one. */
  readonly ends: ReadonlySet<string>;
  /** Functions whose second argument is a state. */
  readonly takesState: ReadonlySet<string>;
  /** Words of earlier enums, in lower case, each with the state that says the same; null where none does. */
  readonly synonyms: ReadonlyMap<string, string | null>;
}

/** The methods of today, by what they do to an execution. */
const BEGINS = ['createExecution', 'startExecution', 'run'];
const ENDS = ['completeExecution', 'failExecution', 'cancelExecution'];
const TAKES_STATE = ['updateExecutionState'];

/** Reads from the import registry what the methods of today were called. */
export function trackerWords({ modules, states }: Legacy): TrackerWords {
  const spellings = (today: readonly string[]): ReadonlySet<string> => {
    const earlier = modules
      .flatMap(({ members }) => Object.entries(members ?? {}))
      .filter(([, { name, from }]) => name !== undefined && !from && today.includes(name))
      // what has gone into these methods besides, such as limits and monitors, begins and ends nothing itself
      .filter(([legacy]) => legacy.includes('execution'))
      .flatMap(([legacy]) => [legacy, camelCase(legacy)]);
    return new Set([...today, ...earlier]);
  };
  const synonyms = states.flatMap(({ keys }) => Object.entries(keys));
  return {
    begins: spellings(BEGINS),
    ends: spellings(ENDS),
    takesState: spellings(TAKES_STATE),
    synonyms: new Map(
      synonyms.map(([key, state]) => [key.toLowerCase(), state?.toLowerCase() ?? null]),
    ),
  };
}
