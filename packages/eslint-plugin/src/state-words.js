// @ts-check
import { createRequire } from 'node:module';

/**
 * @typedef {object} OwnedSet A set of states that `@tracker/state` owns and exports.
 * @property {'every' | 'terminal' | 'active'} kind
 * @property {readonly string[]} words the states, in the order of the original
 * @property {string} value the exported list
 * @property {string} type the exported type
 */

/**
 * @typedef {object} StateWords
 * @property {ReadonlyMap<string, string>} states from the key of `ExecutionState` to its value
 * @property {ReadonlySet<string>} words the values
 * @property {readonly OwnedSet[]} sets
 */

/** @returns {StateWords} */
function read() {
  const table = createRequire(import.meta.url)('@tracker/state/state.json');
  /** @type {readonly string[]} */
  const states = table.states;
  return {
    states: new Map(states.map((word) => [word.toUpperCase(), word])),
    words: new Set(states),
    sets: [
      { kind: 'every', words: states, value: 'EXECUTION_STATES', type: 'ExecutionState' },
      { kind: 'terminal', words: table.terminal, value: 'TERMINAL_STATES', type: 'TerminalState' },
      { kind: 'active', words: table.active, value: 'ACTIVE_STATES', type: 'ActiveState' },
    ],
  };
}

/** @type {StateWords | undefined} */
let known;

/**
 * The states as `@tracker/state` publishes them in `state.json`, which is there without a build too.
 * Read when a rule starts and not before: a workspace's tools load this plugin for other ends as well.
 */
export function stateWords() {
  return (known ??= read());
}
