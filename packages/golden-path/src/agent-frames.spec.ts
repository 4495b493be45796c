import { ANSWER_FRAME, ERROR_FRAME, frameShape } from '@tracker/audit';
import { AgentExecutionTracker, MemoryStore, type Agent, type TrackedEvent } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { AgentExecutionPhase } from '@tracker/state';
import { AgentFrameType, agentFrameSchema, isOutcome, toAgentFrame } from './agent-frames.js';

async function factsOf(agent: Agent): Promise<readonly TrackedEvent[]> {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock });
  const request = { agentName: 'concierge', userId: 'ann', threadId: 't1' };
  const { executionId } = await tracker.run(request, agent);
  await tracker.acknowledge(executionId);
  const latest = await store.latestCursor();
  const facts: TrackedEvent[] = [];
  for await (const fact of tracker.forUser('ann').watch({ after: 0 })) {
    facts.push(fact);
    if (fact.cursor === latest) break;
  }
  return facts;
}

const withTool: Agent = async (execution) => {
  await execution.enterPhase(AgentExecutionPhase.TOOL_PREPARATION);
  await execution.reportProgress({ note: 'looking' });
  await execution.enterPhase(AgentExecutionPhase.TOOL_EXECUTION);
  await execution.enterPhase(AgentExecutionPhase.RESULT_PROCESSING);
  return 42;
};

describe('the frames of an execution', () => {
  it('tell each fact once, up to the end and not after it', async () => {
    const facts = await factsOf(withTool);
    const frames = facts.flatMap((fact) => toAgentFrame(fact) ?? []);
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, index) => index + 1));
    expect(frames.filter(isOutcome)).toEqual([frames.at(-1)]);
    expect(facts).toHaveLength(frames.length + 1);
  });

  it('name what the agent does, and carry note and answer', async () => {
    const frames = (await factsOf(withTool)).flatMap((fact) => toAgentFrame(fact) ?? []);
    expect(frames.map(({ type }) => type)).toEqual([
      'agent_started',
      'agent_thinking',
      'agent_thinking',
      'agent_thinking',
      'agent_thinking',
      'tool_executing',
      'tool_completed',
      'agent_thinking',
      'agent_completed',
    ]);
    expect(frames[4]).toMatchObject({ note: 'looking', phase: 'tool_preparation' });
    expect(frames.at(-1)).toMatchObject({ answer: 42, userId: 'ann', threadId: 't1' });
  });

  it('end with words for the user when there is no answer', async () => {
    const frames = (await factsOf(() => '  ')).flatMap((fact) => toAgentFrame(fact) ?? []);
    expect(frames.at(-1)).toMatchObject({
      type: 'agent_error',
      message: expect.stringMatching(/without an answer/),
    });
  });

  it('are what their schema and the auditor read', async () => {
    for (const fact of await factsOf(withTool)) {
      const frame = toAgentFrame(fact);
      if (!frame) continue;
      expect(agentFrameSchema.parse(frame)).toEqual(frame);
      expect(frameShape.safeParse(frame).success).toBe(true);
    }
    expect([AgentFrameType.COMPLETED, AgentFrameType.ERROR]).toEqual([ANSWER_FRAME, ERROR_FRAME]);
  });
});
