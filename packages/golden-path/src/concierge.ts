import type { Agent, RunningExecution } from '@tracker/core';
import { AgentExecutionPhase } from '@tracker/state';
import type { ChatMessage, ChatReply, ToolCall } from './chat-protocol.js';
import { callModel, type ModelEndpoint } from './model-client.js';
import type { Direction } from './stage-direction.js';
import { TOOL_DECLARATIONS, runTool } from './tools.js';

/** The agent's name in the tracker. */
export const CONCIERGE = 'concierge';

/** Turns that an agent takes with its model, at most. */
const MAX_TURNS = 6;

const INSTRUCTIONS =
  'You are a concierge. Use your tools for capitals and for arithmetic, then answer in one sentence.';

function question({ metadata }: RunningExecution): string {
  const message = metadata['message'];
  return typeof message === 'string' ? message : '';
}

/** Says how the scripted model is to play the next call. */
export type Direct = () => Promise<Direction | undefined>;

const undirected: Direct = async () => undefined;

/** An agent that answers questions with a model and two tools, entering each phase as it goes. */
export function concierge(endpoint: ModelEndpoint, direct: Direct = undirected): Agent {
  return async (execution) => {
    const messages: ChatMessage[] = [
      { role: 'system', content: INSTRUCTIONS },
      { role: 'user', content: question(execution) },
    ];
    for (let turn = 1; turn <= MAX_TURNS; turn++) {
      const reply = await askModel(execution, { endpoint, direct, messages });
      if (reply.toolCalls.length === 0) {
        await execution.enterPhase(AgentExecutionPhase.RESULT_PROCESSING);
        return reply.content;
      }
      messages.push({
        role: 'assistant',
        content: reply.content,
        tool_calls: [...reply.toolCalls],
      });
      for (const call of reply.toolCalls) messages.push(await useTool(execution, call));
    }
    throw new Error(`The model asked for tools in each of ${MAX_TURNS} turns and never answered.`);
  };
}

interface Asked {
  readonly endpoint: ModelEndpoint;
  readonly direct: Direct;
  readonly messages: readonly ChatMessage[];
}

async function askModel(
  execution: RunningExecution,
  { endpoint, direct, messages }: Asked,
): Promise<ChatReply> {
  await execution.enterPhase(AgentExecutionPhase.LLM_INTERACTION);
  return execution.guard(`llm:${endpoint.model}`, async (signal) => {
    execution.progress();
    const direction = await direct();
    return callModel(endpoint, {
      messages,
      tools: TOOL_DECLARATIONS,
      user: execution.runId,
      signal,
      onToken: () => execution.progress(),
      direction,
    });
  });
}

async function useTool(execution: RunningExecution, call: ToolCall): Promise<ChatMessage> {
  const { name, arguments: input } = call.function;
  await execution.enterPhase(AgentExecutionPhase.THINKING);
  await execution.enterPhase(AgentExecutionPhase.TOOL_PREPARATION);
  await execution.reportProgress({ note: `${name} ${input}`.slice(0, 500) });
  await execution.enterPhase(AgentExecutionPhase.TOOL_EXECUTION);
  const content = await execution.guard(`tool:${name}`, () => runTool(call));
  return { role: 'tool', tool_call_id: call.id, content };
}
