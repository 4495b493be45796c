import { SHORT_LIMITS } from './life-model.fixture.js';

/** What an execution is born with, when it does not matter which. */
export const BIRTH = {
  executionId: 'e1',
  userId: 'ann',
  threadId: 't1',
  runId: 'r1',
  agentName: 'triage',
  attempt: 1,
  retryOf: null,
  liveness: 'heartbeat',
  limits: SHORT_LIMITS,
  metadata: {},
} as const;
