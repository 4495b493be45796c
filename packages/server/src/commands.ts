import {
  ClientFrameType,
  ControlFrameType,
  type ClientFrame,
  type ControlFrame,
} from '@tracker/client/protocol';
import { MAX_NAME_LENGTH, TrackerError, TrackerErrorCode } from '@tracker/state';
import { z } from 'zod';
import type { Caller } from './caller.js';
import type { Hub } from './hub.js';
import { leaving, notFound, refusalOf } from './refusal.js';

/** Does what a client's frame asks, for the caller and nobody else, and says what became of it. */
export async function obey(hub: Hub, caller: Caller, frame: ClientFrame): Promise<ControlFrame> {
  try {
    return await perform(hub, caller, frame);
  } catch (error) {
    return refused(hub, aboutOf(frame), error);
  }
}

/** The frame that says why another one was not obeyed. */
export function refused(hub: Hub, about: string | null, error: unknown): ControlFrame {
  const { code, message } = refusalOf(error, hub.logger, 'frame');
  hub.gauges.refusals.inc({ code });
  return { type: ControlFrameType.REFUSED, code, message, about };
}

async function perform(hub: Hub, caller: Caller, frame: ClientFrame): Promise<ControlFrame> {
  switch (frame.type) {
    case ClientFrameType.MESSAGE: {
      const { type: _, ...message } = frame;
      if (hub.connections.draining) throw leaving();
      const executionId = await hub.dispatcher.start(caller.self, message);
      return { type: ControlFrameType.ACCEPTED, messageId: message.messageId, executionId };
    }
    case ClientFrameType.ACKNOWLEDGE:
      await caller.self.acknowledge(frame.executionId, { by: 'client' });
      return { type: ControlFrameType.ACKNOWLEDGED, executionId: frame.executionId };
    case ClientFrameType.CANCEL: {
      const { executionId, reason = 'the user asked for it' } = frame;
      const state = await caller.scope.cancelExecution(executionId, { reason });
      return { type: ControlFrameType.CANCELLING, executionId, state };
    }
    case ClientFrameType.SHOW: {
      const { executionId } = frame;
      const execution = await caller.scope.getExecution(executionId);
      if (!execution) throw notFound(executionId);
      return { type: ControlFrameType.SHOWN, executionId, execution };
    }
    case ClientFrameType.PING:
      return { type: ControlFrameType.PONG };
    case ClientFrameType.AUTHENTICATE:
      throw new TrackerError({
        code: TrackerErrorCode.NOT_APPLICABLE,
        message: 'This connection is authenticated; to be somebody else, open another one.',
      });
  }
}

/** An id as it is given back, also one that can't be used; a longer one is not worth its way. */
const echo = z.string().max(MAX_NAME_LENGTH).optional().catch(undefined);

/** What a text may name, whatever else is wrong with it. */
const namingSchema = z.object({ messageId: echo, executionId: echo });

/** The id that a text names, by which its sender knows which one is meant, also when it is no frame; null for none. */
export function aboutText(text: string): string | null {
  try {
    const { messageId, executionId } = namingSchema.parse(JSON.parse(text));
    return messageId ?? executionId ?? null;
  } catch {
    return null;
  }
}

function aboutOf(frame: ClientFrame): string | null {
  if ('messageId' in frame) return frame.messageId;
  return 'executionId' in frame ? frame.executionId : null;
}
