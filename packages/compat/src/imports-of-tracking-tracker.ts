import { call, core, gone, type LegacyModule } from './successor.js';

/** The orchestrator over registry, heartbeat and timeout, and the package they were in. */
export const TRACKING_TRACKER_MODULE: LegacyModule = {
  python: 'agents/execution_tracking/tracker.py',
  subpath: '@tracker/compat/agents/execution-tracking/tracker',
  kept: ['ExecutionTracker'],
  views: ['AgentExecutionResult'],
  names: {
    ExecutionTracker: core('AgentExecutionTracker', 'One class for all three'),
    AgentExecutionResult: core('RunOutcome', 'What run resolves with'),
  },
  members: {
    start_execution: call('run', 'Or createExecution and startExecution, by id'),
    create_execution_id: gone('Creating an execution gives it its id'),
    update_execution_progress: call('reportProgress', 'percent goes from 0 to 100'),
    complete_execution: call('completeExecution'),
    fail_execution: call('failExecution'),
    handle_execution_failure: call('failExecution'),
    get_tracker_metrics: call('getMetrics'),
    get_health_status: call('getMetrics'),
  },
};

/** The package of the four. */
export const TRACKING_PACKAGE_MODULE: LegacyModule = {
  python: 'agents/execution_tracking/__init__.py',
  names: {
    ExecutionRegistry: core('AgentExecutionTracker'),
    HeartbeatMonitor: core('AgentExecutionTracker'),
    TimeoutManager: core('AgentExecutionTracker'),
    ExecutionTracker: core('AgentExecutionTracker', 'One class for all three'),
  },
};

/** Modules that had become part of the nine-state tracker before. */
export const ABSORBED_MODULES: readonly LegacyModule[] = [
  {
    python: 'agents/agent_state_tracker.py',
    names: { AgentStateTracker: core('AgentExecutionTracker', 'Phases refine states') },
  },
  {
    python: 'agents/execution_timeout_manager.py',
    names: { AgentExecutionTimeoutManager: core('AgentExecutionTracker', 'It keeps the limits') },
  },
];
