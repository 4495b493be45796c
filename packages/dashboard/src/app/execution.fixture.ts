import { agentFrameSchema, type AgentFrame } from '@tracker/client/protocol';
import {
  EXECUTION_LIMITS,
  executionSchema,
  historyEventSchema,
  type Execution,
  type HistoryEvent,
} from '@tracker/state';

const limits = Object.fromEntries(EXECUTION_LIMITS.map((name) => [name, 30_000]));

const born = {
  id: 'e-1',
  userId: 'ada',
  threadId: 'inbox',
  runId: 'r-1',
  agentName: 'triage',
  attempt: 1,
  retryOf: null,
  version: 1,
  liveness: 'process',
  limits,
  metadata: {},
  createdAt: 1_000,
  updatedAt: 1_000,
  endsBy: 91_000,
  phaseEnteredAt: 1_000,
  phases: {},
  progressAt: 1_000,
  progress: null,
  heldMs: 0,
  cancel: null,
};

/** One that nobody works on yet; an impossible one does not parse. */
export function pending(given: object = {}): Execution {
  return executionSchema.parse({ state: 'pending', phase: 'created', ...born, ...given });
}

/** One that is at work since 2 000, in its second phase of thought. */
export function running(given: object = {}): Execution {
  return executionSchema.parse({
    ...born,
    ...{ state: 'running', phase: 'thinking', owner: 'w-1', hold: null },
    ...{ startedAt: 1_500, runningAt: 2_000, phaseEnteredAt: 6_000, progressAt: 6_000 },
    updatedAt: 6_000,
    version: 5,
    phases: {
      created: { count: 1, totalMs: 500 },
      starting: { count: 1, totalMs: 500 },
      thinking: { count: 1, totalMs: 1_000 },
      llm_interaction: { count: 1, totalMs: 3_000 },
    },
    ...given,
  });
}

/** One that has answered at 7 000; `delivery` may say more. */
export function completed(delivery: object = {}, given: object = {}): Execution {
  return executionSchema.parse({
    ...born,
    ...{ state: 'completed', phase: 'completed', owner: 'w-1' },
    ...{ startedAt: 1_500, runningAt: 2_000, endedAt: 7_000, phaseEnteredAt: 7_000 },
    ...{ progressAt: 6_000, updatedAt: 50_000, version: 8 },
    cause: { kind: 'answered' },
    outcome: { kind: 'answer', answer: 'It is the blue one.' },
    delivery: {
      ...{ deadline: 37_000, acknowledgedAt: null, acknowledgedBy: null, overdueAt: null },
      ...delivery,
    },
    phases: {
      created: { count: 1, totalMs: 500 },
      starting: { count: 1, totalMs: 500 },
      thinking: { count: 2, totalMs: 2_000 },
      llm_interaction: { count: 1, totalMs: 3_000 },
    },
    ...given,
  });
}

/** Facts numbered from 1, a second apart unless they say otherwise. */
export function facts(...given: readonly object[]): readonly HistoryEvent[] {
  return given.map((fact, index) => factAt(index + 1, fact));
}

/** A fact by its number; its time follows from that unless it says otherwise. */
export function factAt(seq: number, fact: object): HistoryEvent {
  return historyEventSchema.parse({ executionId: 'e-1', seq, at: seq * 1_000, ...fact });
}

/** The first fact of every history. */
export const CREATED = {
  ...{ type: 'created', userId: 'ada', threadId: 'inbox', runId: 'r-1', agentName: 'triage' },
  ...{ attempt: 1, retryOf: null, liveness: 'process', limits, metadata: {} },
};

/** What the feed tells of a fact. */
export function frame(given: object = {}): AgentFrame {
  return agentFrameSchema.parse({
    ...{ type: 'agent_thinking', cursor: 10, executionId: 'e-1', runId: 'r-1', threadId: 'inbox' },
    ...{ userId: 'ada', agentName: 'triage', state: 'running', phase: 'thinking' },
    ...{ seq: 6, at: 7_000, fact: 'progressed' },
    ...given,
  });
}
