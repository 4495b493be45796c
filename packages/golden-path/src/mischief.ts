import type { Disposable } from '@tracker/core';
import type { AgentFrame } from './agent-frames.js';
import type { ChatClient } from './chat-client.js';
import type { FaultKind } from './fault-kind.js';
import type { Journey } from './journey-plan.js';

/** Does the trouble, once its moment has come. */
type Trouble = (client: ChatClient, journey: Journey, frame: AgentFrame) => void;

interface Mischief {
  /** The number of the fact at which it happens, for the first and for the second chance. */
  readonly at: readonly [number, number];
  readonly trouble: Trouble;
}

const drop: Trouble = (client, { awayMs }) => client.drop(awayMs);

/** What a user or a client does to a journey. The shortest run has seven facts. */
const MISCHIEF: Partial<Record<FaultKind, Mischief>> = {
  client_drops: { at: [3, 6], trouble: drop },
  client_absent: { at: [1, 2], trouble: drop },
  user_cancels: {
    at: [3, 4],
    trouble: (client, _, { executionId }) => client.send({ type: 'cancel', executionId }),
  },
};

/** Makes the trouble on the client's side that the journey's plan wants. Dispose of it when the journey is over. */
export function makeMischief(client: ChatClient, journey: Journey): Disposable {
  const mischief = journey.fault ? MISCHIEF[journey.fault] : undefined;
  if (!mischief) return { dispose: () => undefined };
  const seq = mischief.at[journey.strikes - 1];
  const subscription = client.listen((frame) => {
    if (!('seq' in frame) || frame.runId !== journey.id || frame.seq !== seq) return;
    subscription.dispose();
    mischief.trouble(client, journey, frame);
  });
  return subscription;
}
