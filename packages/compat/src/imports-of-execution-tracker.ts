import { call, core, gone, state, type LegacyModule } from './successor.js';

const ONE = 'Create one tracker and pass it on';
const BY_ITSELF = 'The tracker does so by itself';

/** The six-state tracker, and the layer over the nine-state one that later took its place. */
export const EXECUTION_TRACKER_MODULE: LegacyModule = {
  python: 'core/execution_tracker.py',
  subpath: '@tracker/compat/core/execution-tracker',
  kept: [
    'ExecutionTracker',
    'ExecutionState',
    'ExecutionRecord',
    'get_execution_tracker',
    'init_execution_tracker',
    'initialize_tracker',
    'shutdown_tracker',
  ],
  names: {
    ExecutionTracker: core('AgentExecutionTracker', 'One class for all three'),
    ExecutionState: state('ExecutionState', 'Stored words: LEGACY_SIX_STATES of @tracker/compat'),
    ExecutionRecord: state('Execution', 'A discriminated union on its state; frozen'),
    get_execution_tracker: core('AgentExecutionTracker', ONE),
    init_execution_tracker: core('AgentExecutionTracker', ONE),
    initialize_tracker: core(
      'AgentExecutionTracker',
      'Nothing to start: constructing it is enough',
    ),
    shutdown_tracker: core(
      'AgentExecutionTracker',
      'Call its close, or declare it with await using',
    ),
  },
  members: {
    executions: call('listExecutions', 'Nobody gets the containers themselves'),
    active_executions: call('listExecutions', 'With states: ACTIVE_STATES'),
    failed_executions: call('listExecutions', 'With the states that are meant'),
    monitoring_task: gone(BY_ITSELF),
    recovery_callbacks: call('watch', 'Ends are events'),
    register_recovery_callback: call('watch', 'Ends are events'),
    register_execution: call('createExecution', 'An options object; resolves with the id'),
    create_execution_id: gone('Creating an execution gives it its id'),
    start_execution: call('startExecution', 'It is starting then, and not yet running'),
    heartbeat: call('heartbeat'),
    complete_execution: call('completeExecution', 'Failing is a call of its own'),
    fail_execution: call('failExecution'),
    kill_execution: call('cancelExecution', 'It ends in cancelled, not in failed'),
    get_execution: call('getExecution'),
    get_active_executions: call('listExecutions', 'With states: ACTIVE_STATES'),
    get_health_status: call('getMetrics'),
    collect_metrics: call('getExecution'),
    to_dict: call('getExecution', 'What it resolves with is JSON already'),
  },
};
