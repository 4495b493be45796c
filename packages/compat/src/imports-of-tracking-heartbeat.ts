import { call, gone, state, core, type LegacyModule } from './successor.js';

const BY_ITSELF = 'The tracker does so by itself';

/** The heartbeat monitor, which the tracker now is. */
export const TRACKING_HEARTBEAT_MODULE: LegacyModule = {
  python: 'agents/execution_tracking/heartbeat.py',
  subpath: '@tracker/compat/agents/execution-tracking/heartbeat',
  views: ['HeartbeatMonitor', 'HeartbeatStatus'],
  names: {
    HeartbeatMonitor: core('AgentExecutionTracker', 'With livenessTimeoutMs among its limits'),
    HeartbeatStatus: state('Execution', 'Alive or dead is a state, counted misses are gone'),
  },
  members: {
    start_monitoring: call('startExecution'),
    stop_monitoring: gone('Monitoring ends with the execution'),
    send_heartbeat: call('heartbeat'),
    is_alive: call('getExecutionState', 'Ask isActive of @tracker/state'),
    get_heartbeat_status: call('getExecution'),
    get_all_monitored_executions: call('listExecutions', 'With states: ACTIVE_STATES'),
    get_dead_executions: call('listExecutions', 'With states: [ExecutionState.DEAD]'),
    add_failure_callback: call('watch', 'Deaths are events'),
    get_monitor_metrics: call('getMetrics'),
    get_health_status: call('getMetrics'),
    force_check_execution: call('getExecution', 'Reading settles what is due'),
    revive_execution: gone('The dead stay dead: a retry is a new execution, with retryOf'),
    shutdown: call('close', BY_ITSELF),
  },
};
