import {
  agentExecutionPhaseSchema,
  causeSchema,
  executionStateSchema,
  jsonValueSchema,
} from '@tracker/state';
import { z } from 'zod';
import { AgentFrameType } from './frame-type.js';

/** What every frame about an execution carries. */
const fact = {
  cursor: z.int().positive().meta({ description: 'Where to go on after this frame.' }),
  executionId: z.string().meta({ description: 'The execution it is about.' }),
  runId: z.string().meta({ description: 'The run that the execution belongs to.' }),
  threadId: z.string().meta({ description: 'The conversation that it belongs to.' }),
  userId: z.string().meta({ description: 'Whose execution it is.' }),
  agentName: z.string().meta({ description: 'The agent that works on it.' }),
  state: executionStateSchema.meta({ description: 'The state after the fact.' }),
  phase: agentExecutionPhaseSchema.meta({ description: 'The phase after the fact.' }),
  seq: z.int().positive().meta({ description: 'The number of the fact: 1, 2, 3 … without a gap.' }),
  at: z.int().nonnegative().meta({ description: 'When it happened, epoch milliseconds.' }),
  fact: z.string().meta({ description: 'Which fact of the history it tells.' }),
};

export const agentStartedSchema = z
  .strictObject({ type: z.literal(AgentFrameType.STARTED), ...fact })
  .meta({ description: 'The execution was accepted; its first frame.' });

export const agentThinkingSchema = z
  .strictObject({
    type: z.literal(AgentFrameType.THINKING),
    ...fact,
    note: z.string().optional().meta({ description: 'What the agent says about its progress.' }),
    percent: z.number().min(0).max(100).optional().meta({ description: 'How far it is.' }),
  })
  .meta({ description: 'The agent is at work, waits, or was asked to stop; `fact` says which.' });

export const toolExecutingSchema = z
  .strictObject({ type: z.literal(AgentFrameType.TOOL_EXECUTING), ...fact })
  .meta({ description: 'A tool is at work.' });

export const toolCompletedSchema = z
  .strictObject({ type: z.literal(AgentFrameType.TOOL_COMPLETED), ...fact })
  .meta({ description: 'The tool is done; the agent goes on.' });

export const agentCompletedSchema = z
  .strictObject({
    type: z.literal(AgentFrameType.COMPLETED),
    ...fact,
    answer: jsonValueSchema.optional().meta({ description: 'The answer.' }),
    deliveredBy: z
      .string()
      .optional()
      .meta({ description: 'The tool that gave the user the answer, in place of `answer`.' }),
  })
  .meta({ description: 'The end, with an answer; to be acknowledged.' });

export const agentErrorSchema = z
  .strictObject({
    type: z.literal(AgentFrameType.ERROR),
    ...fact,
    message: z.string().meta({ description: 'Words for the user.' }),
    cause: causeSchema.meta({ description: 'Why it ended, for programs.' }),
  })
  .meta({ description: 'The end, without an answer; to be acknowledged.' });

/** One fact of an execution as its user's client gets it. */
export const agentFrameSchema = z.discriminatedUnion('type', [
  agentStartedSchema,
  agentThinkingSchema,
  toolExecutingSchema,
  toolCompletedSchema,
  agentCompletedSchema,
  agentErrorSchema,
]);
export type AgentFrame = z.infer<typeof agentFrameSchema>;

/** The last frame of an execution. */
export type OutcomeFrame = Extract<AgentFrame, { type: 'agent_completed' | 'agent_error' }>;
