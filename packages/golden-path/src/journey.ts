import { isOutcome, type AgentFrame, type OutcomeFrame } from '@tracker/client';
import type { Clock } from '@tracker/core';
import { faultData } from './fault-note.js';
import { hear, inTime } from './hear.js';
import type { Journey } from './journey-plan.js';
import { makeMischief, type Powers } from './mischief.js';
import type { Message, UserClient } from './user-client.js';

/** What became of a journey, as its client saw it. */
export interface JourneyResult {
  readonly journey: Journey;
  /** The run's id in the store. */
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** The last frame of the run; null when none came in time. */
  readonly outcome: OutcomeFrame | null;
  /** Why the message was turned away; null when it was not. */
  readonly refusal: string | null;
  /** From sending to the outcome, in milliseconds; null without one. */
  readonly answeredMs: number | null;
  /** Whether the gateway has confirmed that the outcome has arrived. */
  readonly acknowledged: boolean;
  /** Whether its fault really struck. */
  readonly struck: boolean;
}

export interface Travel {
  readonly clock: Clock;
  readonly powers: Powers;
  /** From sending to the outcome, in milliseconds. */
  readonly answerWithinMs: number;
  /** Names the run of a journey in the store; different in each round. */
  readonly runIdOf: (journey: Journey) => string;
  readonly isOfRound: (runId: string) => boolean;
}

/** How long to wait for a confirmation, in milliseconds. */
const CONFIRMATION_MS = 10_000;

function endOf(runId: string) {
  return (frame: AgentFrame): frame is OutcomeFrame => frame.runId === runId && isOutcome(frame);
}

/** Asks the journey's question, waits for what the user gets to see, and acknowledges it. */
export async function takeJourney(
  client: UserClient,
  journey: Journey,
  travel: Travel,
): Promise<JourneyResult> {
  const { clock, powers, answerWithinMs } = travel;
  const runId = travel.runIdOf(journey);
  const message = messageOf(journey, runId);
  const sentAt = clock.now();
  const mischief = makeMischief({ client, powers, journey, message });
  const turnedAway = new AbortController();
  const patience = { clock, limitMs: answerWithinMs, signal: turnedAway.signal };
  const ended = hear(client, endOf(runId), patience);
  let refusal: string | null = null;
  client.send(message).catch((error: unknown) => {
    refusal = error instanceof Error ? error.message : String(error);
    turnedAway.abort();
  });
  const outcome = (await ended) ?? null;
  const answeredMs = outcome && clock.now() - sentAt;
  const acknowledged =
    outcome !== null &&
    (await inTime(client.acknowledge(outcome.executionId), { clock, limitMs: CONFIRMATION_MS }));
  mischief.dispose();
  const struck = powers.strikes.has(runId);
  return { journey, runId, sentAt, outcome, refusal, answeredMs, acknowledged, struck };
}

function messageOf(journey: Journey, runId: string): Message {
  const { threadId, question } = journey;
  const data = faultData(journey);
  return { messageId: runId, threadId, text: question.text, ...(data && { data }) };
}
