import { AgentFrameType, type AgentFrame } from '@tracker/client/protocol';
import { forUserEyes, type TrackedEvent } from '@tracker/core';
import { AgentExecutionPhase, type HistoryEvent, type HistoryEventOf } from '@tracker/state';

/** What all frames carry. */
type Fact = Omit<Extract<AgentFrame, { type: 'agent_started' }>, 'type'>;

/** The frame for a fact: one for each up to the end, so that their numbers have no gap; none after it. */
export function agentFrameOf({ event, ...rest }: TrackedEvent): AgentFrame | undefined {
  const fact = { ...rest, fact: event.type };
  switch (event.type) {
    case 'created':
      return { type: AgentFrameType.STARTED, ...fact };
    case 'phase_entered':
      return ofPhase(fact, event);
    case 'progressed':
      return { type: AgentFrameType.THINKING, ...fact, ...saying(event) };
    case 'ended':
      return ofEnd(fact, event);
    // what becomes of the delivery is between the client and the server
    case 'delivery_overdue':
    case 'acknowledged':
      return undefined;
    default:
      return { type: AgentFrameType.THINKING, ...fact, ...waitingFor(event) };
  }
}

function ofPhase(fact: Fact, { from, to }: HistoryEventOf<'phase_entered'>): AgentFrame {
  if (to === AgentExecutionPhase.TOOL_EXECUTION) {
    return { type: AgentFrameType.TOOL_EXECUTING, ...fact };
  }
  const left = from === AgentExecutionPhase.TOOL_EXECUTION;
  return { type: left ? AgentFrameType.TOOL_COMPLETED : AgentFrameType.THINKING, ...fact };
}

function ofEnd(fact: Fact, ended: HistoryEventOf<'ended'>): AgentFrame {
  const { outcome, cause } = forUserEyes(ended);
  switch (outcome.kind) {
    case 'answer':
      return { type: AgentFrameType.COMPLETED, ...fact, answer: outcome.answer };
    case 'delivered':
      return { type: AgentFrameType.COMPLETED, ...fact, deliveredBy: outcome.by };
    case 'error':
      return { type: AgentFrameType.ERROR, ...fact, message: outcome.message, cause };
  }
}

function saying({ note, percent }: HistoryEventOf<'progressed'>): object {
  return { ...(note === null ? {} : { note }), ...(percent === null ? {} : { percent }) };
}

function waitingFor(event: HistoryEvent): object {
  return event.type === 'held' ? { note: event.reason } : {};
}
