import { call, core, gone, state, type LegacyModule } from './successor.js';

const AT_BIRTH = 'Limits are known at creation';

/** The timeout manager, which the tracker now is. */
export const TRACKING_TIMEOUT_MODULE: LegacyModule = {
  python: 'agents/execution_tracking/timeout.py',
  subpath: '@tracker/compat/agents/execution-tracking/timeout',
  views: ['TimeoutManager', 'TimeoutInfo'],
  names: {
    TimeoutManager: core('AgentExecutionTracker', 'With agents: limits by the whole agent name'),
    TimeoutInfo: state('Execution', 'limits and endsBy; the cause of an end names its clock'),
  },
  members: {
    get_timeout_for_agent: call('getExecution', 'Its limits; by the whole agent name'),
    set_agent_timeout: core('TrackerOptions', 'agents, when the tracker is constructed'),
    add_timeout_callback: call('watch', 'Ends are events'),
    set_timeout: call('createExecution', AT_BIRTH),
    add_execution: call('createExecution', AT_BIRTH),
    extend_timeout: call('holdExecution', 'Waiting is a hold, which stops the clocks'),
    clear_timeout: gone('It ends with the execution'),
    remove_execution: gone('It ends with the execution'),
    check_timeouts: call('sweep', 'Needed by nobody who reads'),
    get_remaining_time: call('getExecution', 'endsBy, less the time it is'),
    get_timeout_info: call('getExecution'),
    get_all_timeouts: call('listExecutions', 'With states: ACTIVE_STATES'),
    get_expired_timeouts: call('listExecutions', 'With states: [ExecutionState.TIMEOUT]'),
    bulk_clear_timeouts: gone('They end with their executions'),
    get_timeout_metrics: call('getMetrics'),
    get_timeout_summary: call('getMetrics'),
    get_health_status: call('getMetrics'),
    start_monitoring: gone('The tracker does so by itself'),
    stop_monitoring: call('close'),
    shutdown: call('close'),
  },
};

/** The tiers of limits. */
export const TIMEOUT_CONFIGURATION_MODULE: LegacyModule = {
  python: 'core/timeout_configuration.py',
  names: {
    TimeoutTier: core('LimitTier', 'Give tier when an execution is created'),
    'the seconds of each tier': core('LIMIT_TIERS', 'In milliseconds'),
  },
};
