import { AGENT_EXECUTION_TRACKER_MODULE } from './imports-of-agent-execution-tracker.js';
import { EXECUTION_TRACKER_MODULE } from './imports-of-execution-tracker.js';
import { TRACKING_TRACKER_MODULE } from './imports-of-tracking-tracker.js';
import type { CallShape, LegacyCalls } from '@tracker/migrate';

const CREATED = {
  agentName: 'agentName',
  threadId: 'threadId',
  userId: 'userId',
  'limits.executionTimeoutMs': 'timeoutSeconds',
} as const;

const BY_ID: CallShape = { takes: ['executionId'], needs: 1, gives: ['executionId'] };

const FAIL: CallShape = {
  takes: ['executionId', 'error', 'errorContext'],
  needs: 2,
  gives: ['executionId', { error: 'error' }],
};

/** How the arguments of legacy calls become those of their successors, where nothing but that changes. */
export const CALL_SHAPES: readonly LegacyCalls[] = [
  {
    module: AGENT_EXECUTION_TRACKER_MODULE.python,
    calls: {
      create_execution: {
        takes: ['agentName', 'threadId', 'userId', 'timeoutSeconds', 'metadata'],
        needs: 3,
        gives: [{ ...CREATED, metadata: 'metadata' }],
      },
      start_execution: { ...BY_ID, isUnlike: true },
      update_execution_state: {
        takes: ['executionId', 'state', 'error', 'result'],
        needs: 2,
        gives: ['executionId', 'state'],
        isUnlike: true,
      },
      get_execution_state: BY_ID,
      heartbeat: { ...BY_ID, isSync: true },
      complete_execution: {
        takes: ['executionId', 'result', 'executionTimeMs'],
        needs: 2,
        gives: ['executionId', { answer: 'result' }],
        isUnlike: true,
      },
      fail_execution: { ...FAIL, isUnlike: true },
      transition_state: {
        takes: ['executionId', 'phase', 'metadata', 'websocketManager'],
        needs: 2,
        gives: ['executionId', 'phase'],
        isUnlike: true,
      },
    },
  },
  {
    module: EXECUTION_TRACKER_MODULE.python,
    calls: {
      register_execution: {
        takes: ['agentName', 'correlationId', 'threadId', 'userId', 'timeoutSeconds'],
        needs: 1,
        gives: [CREATED],
      },
      start_execution: { ...BY_ID, isUnlike: true },
      heartbeat: { ...BY_ID, isSync: true },
      fail_execution: { ...FAIL, isUnlike: true },
    },
  },
  {
    module: TRACKING_TRACKER_MODULE.python,
    calls: { fail_execution: { ...FAIL, isUnlike: true } },
  },
];
