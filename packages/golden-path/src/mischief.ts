import type { AgentFrame } from '@tracker/client';
import type { Disposable } from '@tracker/core';
import type { FaultKind } from './fault-kind.js';
import type { Journey } from './journey-plan.js';
import type { Strikes } from './strikes.js';
import type { Message, UserClient } from './user-client.js';

/** What can be done to the whole play from where its users sit. */
export interface Powers {
  readonly strikes: Strikes;
  killGateway(url: string): void;
  blockStore(): void;
}

/** Whom a trouble concerns. */
interface Scene {
  readonly client: UserClient;
  readonly powers: Powers;
  readonly journey: Journey;
  readonly message: Message;
  readonly frame: AgentFrame;
}

type Trouble = (scene: Scene) => void;

const drop: Trouble = ({ client, journey: { awayMs } }) => client.drop(awayMs);

/** What is done once a client sees that a phase is committed. */
const MISCHIEF: Partial<Record<FaultKind, Trouble>> = {
  client_drops: drop,
  client_absent: drop,
  client_slow: ({ client, journey: { awayMs } }) => client.doze(awayMs),
  client_repeats: ({ client, message }) => client.repeat(message),
  user_cancels: ({ client, frame: { executionId } }) => client.cancel(executionId),
  gateway_killed: ({ client, powers }) => powers.killGateway(client.url),
  store_blocked: ({ powers }) => powers.blockStore(),
};

/**
 * Makes the trouble that is made from the outside, at the frame that shows its phase. Dispose of it when the journey
 * is over.
 */
export function makeMischief(scene: Omit<Scene, 'frame'>): Disposable {
  const { client, powers, message, journey } = scene;
  const { fault } = journey;
  const trouble = fault?.moment === 'after' ? MISCHIEF[fault.kind] : undefined;
  if (!fault || !trouble) return { dispose: () => undefined };
  const subscription = client.listen((frame) => {
    if (frame.runId !== message.messageId || frame.phase !== fault.phase) return;
    subscription.dispose();
    // a gateway may have been killed by what it wrote itself
    if (powers.strikes.claim(frame.runId)) trouble({ ...scene, frame });
  });
  return subscription;
}
