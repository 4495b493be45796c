// @ts-check

/**
 * @typedef {object} LegacyModule A module of the trackers that came before.
 * @property {string} path how its path ends, in kebab-case, without an extension
 * @property {string} instead what to use, for people
 * @property {Readonly<Record<string, string>>} [same] names that mean the same elsewhere, with the package that has them
 */

const STATE = '@tracker/state';
const CORE = '@tracker/core';
const THROUGH_COMPAT = `map its values through '@tracker/compat', then use '${STATE}' and '${CORE}'`;

/**
 * Names are listed only where they mean the same: the registry's `ExecutionState` has other members, so it isn't.
 * @type {readonly LegacyModule[]}
 */
export const LEGACY_MODULES = [
  {
    path: 'core/agent-execution-tracker',
    instead: `import states and phases from '${STATE}' and the tracker from '${CORE}'`,
    same: {
      ExecutionState: STATE,
      AgentExecutionPhase: STATE,
      CircuitBreakerState: STATE,
      AgentExecutionTracker: CORE,
    },
  },
  {
    path: 'core/execution-tracker',
    instead: `import states from '${STATE}' and \`AgentExecutionTracker\` from '${CORE}'`,
    same: { ExecutionState: STATE },
  },
  { path: 'agents/execution-tracking/registry', instead: THROUGH_COMPAT },
  {
    path: 'agents/execution-tracking/heartbeat',
    instead: `call \`heartbeat\` of \`AgentExecutionTracker\` from '${CORE}'`,
  },
  {
    path: 'agents/execution-tracking/timeout',
    instead: `give limits to \`AgentExecutionTracker\` from '${CORE}'`,
  },
  {
    path: 'agents/execution-tracking/tracker',
    instead: `import \`AgentExecutionTracker\` from '${CORE}'`,
  },
];

/**
 * Names that only the old trackers had, wherever they are imported from, with what to use instead.
 * @type {Readonly<Record<string, string>>}
 */
export const LEGACY_NAMES = {
  AgentStateTracker: `\`AgentExecutionTracker\` from '${CORE}', which keeps states and phases`,
  AgentExecutionTimeoutManager: `\`AgentExecutionTracker\` from '${CORE}', which keeps the limits`,
  get_agent_state_tracker: `one \`AgentExecutionTracker\` from '${CORE}' that you create and pass on`,
  get_execution_tracker: `one \`AgentExecutionTracker\` from '${CORE}' that you create and pass on`,
  init_execution_tracker: `one \`AgentExecutionTracker\` from '${CORE}' that you create and pass on`,
};

/**
 * One spelling for a module's path: `../core/agent_execution_tracker.js`, `core.agentExecutionTracker` and
 * `@/core/agent-execution-tracker` are the same module.
 * @param {string} source
 */
function canonicalPath(source) {
  return source
    .replace(/\.(?:[cm]?[jt]sx?|py)$/, '')
    .replace(/^(?:\.{1,2}\/)+/, '')
    .replace(/(?<=\w)\.(?=\w)/g, '/')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

/**
 * The legacy module that an import names, if any.
 * @param {string} source
 * @param {readonly LegacyModule[]} modules
 */
export function legacyModule(source, modules) {
  const path = canonicalPath(source);
  return modules.find((module) => path === module.path || path.endsWith(`/${module.path}`));
}
