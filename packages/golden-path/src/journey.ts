import { isOutcome, type AgentFrame } from './agent-frames.js';
import type { ChatClient, Received } from './chat-client.js';
import type { ControlFrame } from './control-frames.js';
import { hear, type Patience } from './hear.js';
import type { Journey } from './journey-plan.js';
import { makeMischief } from './mischief.js';

/** What became of a journey, as its client saw it. */
export interface JourneyResult {
  readonly journey: Journey;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** The last frame of the run; null when none came in time. */
  readonly outcome: AgentFrame | null;
  /** From sending to the outcome, in milliseconds; null without one. */
  readonly answeredMs: number | null;
  /** Whether the gateway has confirmed that the outcome has arrived. */
  readonly acknowledged: boolean;
}

/** How long to wait for a confirmation, in milliseconds. */
const CONFIRMATION_MS = 5_000;

function endOf({ id }: Journey) {
  return (frame: Received): frame is AgentFrame =>
    'seq' in frame && frame.runId === id && isOutcome(frame);
}

function confirmationOf(executionId: string) {
  return (frame: Received): frame is Extract<ControlFrame, { type: 'acknowledged' }> =>
    frame.type === 'acknowledged' && frame.executionId === executionId;
}

/** Asks the journey's question, waits for what the user gets to see, and acknowledges it. */
export async function takeJourney(
  client: ChatClient,
  journey: Journey,
  { clock, limitMs }: Patience,
): Promise<JourneyResult> {
  const { id: messageId, threadId, question, fault } = journey;
  const sentAt = clock.now();
  const mischief = makeMischief(client, journey);
  const ended = hear(client, endOf(journey), { clock, limitMs });
  const message = { type: 'message', messageId, threadId, text: question.text } as const;
  client.send(message);
  if (fault === 'client_repeats') client.send(message);
  const outcome = await ended;
  mischief.dispose();
  if (!outcome) return { journey, sentAt, outcome: null, answeredMs: null, acknowledged: false };
  const answeredMs = clock.now() - sentAt;
  const acknowledged = await acknowledge(client, outcome, { clock, limitMs: CONFIRMATION_MS });
  return { journey, sentAt, outcome, answeredMs, acknowledged };
}

async function acknowledge(
  client: ChatClient,
  { executionId }: AgentFrame,
  patience: Patience,
): Promise<boolean> {
  const confirmed = hear(client, confirmationOf(executionId), patience);
  client.send({ type: 'acknowledge', executionId });
  return (await confirmed) !== undefined;
}
