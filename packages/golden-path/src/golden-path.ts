import { SystemClock, type Clock, type Logger } from '@tracker/core';
import type { ChatClient } from './chat-client.js';
import { conclude, type GoldenPathRun } from './conclude.js';
import { collectAccounts } from './evidence.js';
import { takeJourney, type JourneyResult } from './journey.js';
import type { Journey } from './journey-plan.js';
import { Observer } from './observer.js';
import type { Pace } from './pace.js';
import { World, type RemoteModel } from './world.js';

export interface GoldenPathOptions {
  /** The seed of the plan, for the report. */
  readonly seed: number;
  readonly plan: readonly Journey[];
  /** Default: the scripted model beside. */
  readonly remote?: RemoteModel | undefined;
  /** Default: what suits the model. */
  readonly pace?: Pace | undefined;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Called after each journey. */
  readonly onResult?: (result: JourneyResult) => void;
}

/** Takes every journey of the plan, each user one after the other and all users at once, and reports. */
export async function runGoldenPath(options: GoldenPathOptions): Promise<GoldenPathRun> {
  const { plan, remote, pace, clock = new SystemClock(), logger } = options;
  const world = await World.build({
    clock,
    journeys: plan,
    remote,
    pace,
    ...(logger && { logger }),
  });
  const { tracker, store } = world;
  const userIds = [...new Set(plan.map(({ userId }) => userId))];
  const observer = new Observer({ tracker, store, clock, userIds });
  const clients = userIds.map((userId) => world.client(userId));
  const leave = async (): Promise<void> => {
    await observer.stop();
    await Promise.all(clients.map((client) => client.close()));
  };
  const startedAt = clock.now();
  try {
    observer.start();
    const lives = clients.map((client) => live(client, { ...options, clock, world }));
    const results = (await Promise.all(lives)).flat();
    const durationMs = clock.now() - startedAt;
    await leave();
    const accounts = await collectAccounts(tracker);
    const { readings } = observer;
    const { seed } = options;
    return conclude({ seed, world, clients, accounts, readings, results, startedAt, durationMs });
  } finally {
    await leave();
    await world.close();
  }
}

interface Living extends GoldenPathOptions {
  readonly clock: Clock;
  readonly world: World;
}

async function live(client: ChatClient, living: Living): Promise<readonly JourneyResult[]> {
  const { plan, clock, world, onResult } = living;
  const results: JourneyResult[] = [];
  await client.connect();
  for (const journey of plan.filter(({ userId }) => userId === client.userId)) {
    const patience = { clock, limitMs: world.pace.answerWithinMs };
    const result = await takeJourney(client, journey, patience);
    onResult?.(result);
    results.push(result);
  }
  return results;
}
