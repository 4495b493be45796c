import { call, core, gone, state, type Successor } from './successor.js';

const BY_ITSELF = 'The tracker does so by itself';
const EVENTS = 'Ends are events: watch them';
const BY_DEPENDENCY = 'A breaker belongs to a dependency, not to an execution';

/** What the methods of the nine-state tracker are called now. */
export const MEMBERS_OF_AGENT_EXECUTION_TRACKER: Readonly<Record<string, Successor>> = {
  create_execution: call('createExecution', 'An options object; resolves with the id'),
  create_execution_id: gone('Creating an execution gives it its id'),
  start_execution: call('startExecution', 'Rejects where it used to return False'),
  update_execution_state: call(
    'updateExecutionState',
    'An unknown id is an error, never a new record',
  ),
  get_execution_state: call('getExecutionState'),
  get_execution: call('getExecution', 'A frozen view, true at the time of reading'),
  get_active_executions: call('listExecutions', 'With states: ACTIVE_STATES'),
  get_executions_by_agent: call('listExecutions', 'With agentName'),
  get_executions_by_thread: call('listExecutions', 'With threadId'),
  heartbeat: call('heartbeat', 'It starts nothing; say updateExecutionState'),
  complete_execution: call('completeExecution', 'With an answer; an empty one ends in failed'),
  fail_execution: call('failExecution'),
  detect_dead_executions: gone('What is read is true when it is read; nothing has to be detected'),
  register_death_callback: call('watch', EVENTS),
  register_timeout_callback: call('watch', EVENTS),
  start_monitoring: gone(BY_ITSELF),
  stop_monitoring: call('close'),
  transition_state: call('enterPhase', 'A move that the table lacks is an error'),
  validate_state_transition: state('canEnterPhase'),
  get_agent_state: call('getExecution'),
  set_agent_state: call('reportProgress', 'Metadata is given at creation and does not change'),
  get_state_history: call('history'),
  cleanup_state: gone('The store keeps or removes what has ended'),
  set_timeout: call('createExecution', 'Limits are known at creation'),
  check_timeout: call('getExecution', 'endsBy says when it will be over at the latest'),
  register_circuit_breaker: gone(BY_DEPENDENCY),
  reset_circuit_breaker: call('resetBreaker', BY_DEPENDENCY),
  circuit_breaker_status: call('breakers', BY_DEPENDENCY),
  execute_with_circuit_breaker: core('RunningExecution', 'Its guard, inside run'),
  create_execution_with_full_context: call('createExecution'),
  get_execution_with_full_context: call('getExecution'),
  get_default_timeout: core('DEFAULT_LIMITS'),
  get_metrics: call('getMetrics', 'A promise'),
};
