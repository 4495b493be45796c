// @ts-check
import { DEFAULT_LIMITS } from '@tracker/core';
import { AgentExecutionPhase, ExecutionState, LivenessMode } from '@tracker/state';

const AGENT_NAME = 'bench';
const THREAD = 'thread';
const OWNER = 'tracker';
const NO_METADATA = Object.freeze({});

/**
 * The fields of a record of a running execution in one plain object, and the fact of its creation in a list.
 * Limits, empty metadata and short strings are shared with all the others.
 * @param {string} id
 * @param {string} userId
 * @param {number} now
 */
export function plainExecution(id, userId, now) {
  return {
    id,
    userId,
    threadId: THREAD,
    runId: id,
    agentName: AGENT_NAME,
    attempt: 1,
    retryOf: null,
    liveness: LivenessMode.HEARTBEAT,
    limits: DEFAULT_LIMITS,
    metadata: NO_METADATA,
    createdAt: now,
    endsBy: now + DEFAULT_LIMITS.holdTimeoutMs,
    version: 3,
    updatedAt: now,
    state: ExecutionState.RUNNING,
    phase: AgentExecutionPhase.THINKING,
    phaseEnteredAt: now,
    phases: { created: { count: 1, totalMs: 0 }, starting: { count: 1, totalMs: 0 } },
    progressAt: now,
    progress: null,
    owner: OWNER,
    startedAt: now,
    runningAt: now,
    hold: null,
    heldMs: 0,
    cancel: null,
    endedAt: null,
    cause: null,
    outcome: null,
    delivery: null,
    history: [plainFact(id, userId, now)],
  };
}

/**
 * @param {string} executionId
 * @param {string} userId
 * @param {number} at
 */
function plainFact(executionId, userId, at) {
  return {
    executionId,
    seq: 1,
    at,
    type: 'created',
    userId,
    threadId: THREAD,
    runId: executionId,
    agentName: AGENT_NAME,
    attempt: 1,
    retryOf: null,
    liveness: LivenessMode.HEARTBEAT,
    limits: DEFAULT_LIMITS,
    metadata: NO_METADATA,
  };
}
