import type { TrackedEvent } from '@tracker/core';
import {
  AgentExecutionPhase,
  agentExecutionPhaseSchema,
  executionStateSchema,
  jsonValueSchema,
  type HistoryEvent,
  type HistoryEventOf,
} from '@tracker/state';
import { z } from 'zod';

/** The events of an agent that users see. */
export const AgentFrameType = Object.freeze({
  STARTED: 'agent_started',
  THINKING: 'agent_thinking',
  TOOL_EXECUTING: 'tool_executing',
  TOOL_COMPLETED: 'tool_completed',
  COMPLETED: 'agent_completed',
  ERROR: 'agent_error',
});
export type AgentFrameType = (typeof AgentFrameType)[keyof typeof AgentFrameType];

/** One fact of an execution as its user's client gets it. `seq` is the fact's own number. */
export const agentFrameSchema = z.strictObject({
  type: z.enum(AgentFrameType),
  /** Where to go on after this frame. */
  cursor: z.int().positive(),
  executionId: z.string(),
  runId: z.string(),
  threadId: z.string(),
  userId: z.string(),
  agentName: z.string(),
  state: executionStateSchema,
  phase: agentExecutionPhaseSchema,
  seq: z.int().positive(),
  at: z.int().nonnegative(),
  /** What the agent says about its progress. */
  note: z.string().optional(),
  /** The answer, in the last frame of a run that has one. */
  answer: jsonValueSchema.optional(),
  /** Which tool gave the user the answer, where one did. */
  deliveredBy: z.string().optional(),
  /** The words for the user, in the last frame of a run without an answer. */
  message: z.string().optional(),
});

export type AgentFrame = z.infer<typeof agentFrameSchema>;

type Told = Pick<AgentFrame, 'type' | 'note' | 'answer' | 'deliveredBy' | 'message'>;

function tellPhase({ from, to }: HistoryEventOf<'phase_entered'>): Told {
  if (to === AgentExecutionPhase.TOOL_EXECUTION) return { type: AgentFrameType.TOOL_EXECUTING };
  if (from === AgentExecutionPhase.TOOL_EXECUTION) return { type: AgentFrameType.TOOL_COMPLETED };
  return { type: AgentFrameType.THINKING };
}

function tellEnd({ outcome }: HistoryEventOf<'ended'>): Told {
  switch (outcome.kind) {
    case 'answer':
      return { type: AgentFrameType.COMPLETED, answer: outcome.answer };
    case 'delivered':
      return { type: AgentFrameType.COMPLETED, deliveredBy: outcome.by };
    case 'error':
      return { type: AgentFrameType.ERROR, message: outcome.message };
  }
}

function tell(event: HistoryEvent): Told | undefined {
  switch (event.type) {
    case 'created':
      return { type: AgentFrameType.STARTED };
    case 'phase_entered':
      return tellPhase(event);
    case 'progressed':
      return {
        type: AgentFrameType.THINKING,
        ...(event.note === null ? {} : { note: event.note }),
      };
    case 'ended':
      return tellEnd(event);
    // what becomes of the delivery is between the client and the gateway
    case 'delivery_overdue':
    case 'acknowledged':
      return undefined;
    default:
      return { type: AgentFrameType.THINKING };
  }
}

/** The frame for a fact: one for each up to the end, so that their numbers have no gap; none after it. */
export function toAgentFrame({ event, ...fact }: TrackedEvent): AgentFrame | undefined {
  const told = tell(event);
  return told && { ...fact, ...told };
}

/** Whether the frame is the last of its execution. */
export function isOutcome({ type }: AgentFrame): boolean {
  return type === AgentFrameType.COMPLETED || type === AgentFrameType.ERROR;
}
