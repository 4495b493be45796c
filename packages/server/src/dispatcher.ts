import type { Message } from '@tracker/client/protocol';
import type { UserTracker } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { asksTheSame, toMetadata } from './message-metadata.js';

/** Makes an execution of a user's message. The server knows no other way to an agent. */
export interface Dispatcher {
  /**
   * Resolves with the execution's id once it is in the store, so that it will end whatever crashes. The same message
   * id of the same user leads to the same execution, also at another server.
   */
  start(user: UserTracker, message: Message): Promise<string>;
}

/** Creates the pending execution of a message, or finds the one that an earlier copy of the message made. */
export async function createFor(
  user: UserTracker,
  agentName: string,
  message: Message,
): Promise<string> {
  const { messageId, threadId = messageId } = message;
  const metadata = toMetadata(message);
  const executionId = await user.createExecution({
    key: messageId,
    agentName,
    threadId,
    runId: messageId,
    liveness: 'process',
    metadata,
  });
  const found = await user.getExecution(executionId);
  if (found && !(found.agentName === agentName && asksTheSame(found.metadata, metadata))) {
    throw new TrackerError({
      code: TrackerErrorCode.DUPLICATE_ID,
      message: `Message id "${messageId}" stands for another message; give each message an id of its own.`,
      details: { messageId, executionId },
    });
  }
  return executionId;
}

/** The agent that a message is for. Throws `invalid_input` for one that is not there. */
export function agentNameOf({ agentName }: Message, known: readonly string[]): string {
  const [first] = known;
  if (agentName === undefined && first !== undefined) return first;
  if (agentName !== undefined && known.includes(agentName)) return agentName;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `There is no agent "${agentName}"; there is ${known.map((name) => `"${name}"`).join(', ') || 'none'}.`,
    details: { agentName, known },
  });
}
