import { MEMBERS_OF_AGENT_EXECUTION_TRACKER } from './members-of-agent-execution-tracker.js';
import { core, state, type LegacyModule } from './successor.js';

const ONE = 'Create one tracker and pass it on';

/** The nine-state tracker. */
export const AGENT_EXECUTION_TRACKER_MODULE: LegacyModule = {
  python: 'core/agent_execution_tracker.py',
  subpath: '@tracker/compat/core/agent-execution-tracker',
  kept: [
    'AgentExecutionTracker',
    'ExecutionTracker',
    'ExecutionState',
    'AgentExecutionPhase',
    'CircuitBreakerState',
    'ExecutionRecord',
    'get_execution_tracker',
    'get_agent_state_tracker',
    'initialize_tracker',
    'shutdown_tracker',
  ],
  views: ['CircuitBreakerOpenError', 'PhaseTransition', 'TimeoutConfig'],
  names: {
    AgentExecutionTracker: core('AgentExecutionTracker', 'Options are an object, in milliseconds'),
    ExecutionTracker: core('AgentExecutionTracker', 'One class for all three'),
    ExecutionState: state('ExecutionState', 'The values are the same'),
    AgentExecutionPhase: state('AgentExecutionPhase', 'The table of moves is enforced'),
    CircuitBreakerState: state('CircuitBreakerState', 'A breaker belongs to a dependency now'),
    CircuitBreakerOpenError: state('TrackerError', "Its code is 'circuit_open'"),
    ExecutionRecord: state('Execution', 'A discriminated union on its state; frozen'),
    PhaseTransition: state('HistoryEvent', 'History is a list of events, phases among them'),
    TimeoutConfig: state(
      'ExecutionLimits',
      'Breaker and retry settings are options of the tracker',
    ),
    get_execution_tracker: core('AgentExecutionTracker', ONE),
    get_agent_state_tracker: core('AgentExecutionTracker', ONE),
    initialize_tracker: core(
      'AgentExecutionTracker',
      'Nothing to start: constructing it is enough',
    ),
    shutdown_tracker: core(
      'AgentExecutionTracker',
      'Call its close, or declare it with await using',
    ),
  },
  members: MEMBERS_OF_AGENT_EXECUTION_TRACKER,
};
