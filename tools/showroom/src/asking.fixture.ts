import type { AgentExecutionTracker, CreateInput } from '@tracker/core';

/** What is asked for when a spec does not care. */
const ASKED = { agentName: 'triage', userId: 'ada', threadId: 'inbox' };

/** Limits that no spec lives long enough to reach. */
const PATIENT = {
  startTimeoutMs: 600_000,
  executionTimeoutMs: 600_000,
  idleTimeoutMs: 600_000,
  livenessTimeoutMs: 600_000,
};

/** One that is at work. */
export async function begun(
  tracker: AgentExecutionTracker,
  asked: Partial<CreateInput> = {},
): Promise<string> {
  const id = await tracker.createExecution({ ...ASKED, limits: PATIENT, ...asked });
  await tracker.updateExecutionState(id, 'running');
  return id;
}

/** One that has answered. */
export async function answered(
  tracker: AgentExecutionTracker,
  asked: Partial<CreateInput> = {},
  answer: unknown = 'It is the blue one.',
): Promise<string> {
  const id = await begun(tracker, asked);
  await tracker.completeExecution(id, { answer });
  return id;
}
