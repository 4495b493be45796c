/** A legacy name that still works and says what to use instead. */
export interface Deprecation {
  /** How the legacy code spells it. */
  readonly name: string;
  /** The import to write instead. */
  readonly canonical: string;
  /** What to do beside changing the import; a clause without a full stop. */
  readonly advice?: string;
  /** The version that deprecated it. */
  readonly since: string;
}

const ONE_TRACKER = {
  canonical: "import { AgentExecutionTracker } from '@tracker/core'",
  advice: 'create one tracker and pass it on',
  since: '0.1.0',
} as const;

/** Every deprecation by its code. A code never changes its meaning and is never used again. */
export const DEPRECATIONS = Object.freeze({
  TRACKER_DEP001: { name: 'getExecutionTracker()', ...ONE_TRACKER },
  TRACKER_DEP002: { name: 'getAgentStateTracker()', ...ONE_TRACKER },
  TRACKER_DEP003: { name: 'initializeTracker()', ...ONE_TRACKER },
  TRACKER_DEP004: {
    name: 'shutdownTracker()',
    canonical: ONE_TRACKER.canonical,
    advice: 'close the tracker you created',
    since: '0.1.0',
  },
  TRACKER_DEP005: { name: 'initExecutionTracker()', ...ONE_TRACKER },
  TRACKER_DEP006: {
    name: '@tracker/compat/core/execution-tracker',
    canonical:
      "import { AgentExecutionTracker } from '@tracker/core' and { ExecutionState } from '@tracker/state'",
    since: '0.1.0',
  },
  TRACKER_DEP007: {
    name: '@tracker/compat/core/agent-execution-tracker',
    canonical:
      "import { AgentExecutionTracker } from '@tracker/core' and { ExecutionState } from '@tracker/state'",
    since: '0.1.0',
  },
  TRACKER_DEP008: {
    name: '@tracker/compat/agents/execution-tracking/tracker',
    canonical: ONE_TRACKER.canonical,
    since: '0.1.0',
  },
  TRACKER_DEP009: {
    name: '@tracker/compat/agents/execution-tracking/registry',
    canonical: "import { ExecutionState } from '@tracker/state'",
    advice: "translate stored words with { LEGACY_REGISTRY_STATES } from '@tracker/compat'",
    since: '0.1.0',
  },
  TRACKER_DEP010: {
    name: '@tracker/compat/agents/execution-tracking/heartbeat',
    canonical: ONE_TRACKER.canonical,
    advice: 'give limits with livenessTimeoutMs and call its heartbeat',
    since: '0.1.0',
  },
  TRACKER_DEP011: {
    name: '@tracker/compat/agents/execution-tracking/timeout',
    canonical: ONE_TRACKER.canonical,
    advice: 'give limits when an execution is created',
    since: '0.1.0',
  },
} satisfies Record<`TRACKER_DEP${number}`, Deprecation>);

/** The code of a deprecation. */
export type DeprecationCode = keyof typeof DEPRECATIONS;
