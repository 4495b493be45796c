import { call, compat, core, gone, state, type LegacyModule } from './successor.js';

/** The eight-state registry. */
export const TRACKING_REGISTRY_MODULE: LegacyModule = {
  python: 'agents/execution_tracking/registry.py',
  subpath: '@tracker/compat/agents/execution-tracking/registry',
  kept: ['ExecutionState'],
  views: ['ExecutionRegistry', 'ExecutionRecord', 'ExecutionMetrics'],
  names: {
    ExecutionRegistry: core('AgentExecutionTracker'),
    ExecutionState: state('ExecutionState', 'Its eight names were others: RegistryState, or below'),
    'ExecutionState, original values': compat('LEGACY_REGISTRY_STATES', 'Translates both ways'),
    'ExecutionState, respelled values': compat('LEGACY_REGISTRY_VALUES', 'Translates both ways'),
    ExecutionRecord: state('Execution'),
    ExecutionMetrics: core('TrackerMetrics'),
  },
  members: {
    register_execution: call('createExecution', 'The run id is runId'),
    update_execution_state: call('updateExecutionState', 'A state does not follow itself'),
    get_execution: call('getExecution'),
    get_active_executions: call('listExecutions', 'With states: ACTIVE_STATES'),
    get_executions_by_agent: call('listExecutions', 'With agentName'),
    get_executions_by_run_id: call('listExecutions', 'Executions carry their runId'),
    update_heartbeat: call('heartbeat'),
    set_execution_timeout: call('createExecution', 'Limits are known at creation'),
    get_timed_out_executions: call('listExecutions', 'With states: [ExecutionState.TIMEOUT]'),
    get_stale_executions: gone('Nothing becomes stale: silence ends in dead, idleness in timeout'),
    cleanup_expired_executions: gone('The store keeps or removes what has ended'),
    get_execution_metrics: call('getMetrics'),
    get_health_status: call('getMetrics'),
    shutdown: call('close'),
  },
};
