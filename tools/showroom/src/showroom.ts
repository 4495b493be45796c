import { AgentExecutionTracker, MemoryStore, SystemClock } from '@tracker/core';
import { SeededRandom } from '@tracker/core/testing';
import { HandoverClock } from './handover-clock.js';
import { Population } from './population.js';
import type { Random } from './random.js';
import { openSite, type Site } from './site.js';

export interface ShowroomOptions {
  readonly port: number;
  readonly seed: number;
  readonly pastMinutes: number;
  /** Where the built dashboard lies. Default: in its package. */
  readonly folder?: string;
}

/** An open showroom. */
export interface Showroom extends Pick<Site, 'dashboardUrl' | 'token' | 'tracker'> {
  close(): Promise<void>;
}

/** Breakers stay open long enough to be looked at. */
const BREAKER = { recoveryTimeoutMs: 120_000 };

/** How long those of the past may take to come to an end. */
const PARTING_MS = 60_000;

/** In the past, people came so much more rarely: it has to be lived through in a moment. */
const PAST_PACE = 4;

/** Opens a gateway with the dashboard, in which things have happened and go on happening. */
export async function openShowroom(options: ShowroomOptions): Promise<Showroom> {
  const { port, seed, pastMinutes, folder } = options;
  const random = new SeededRandom(seed).next;
  const clock = new HandoverClock(pastMinutes * 60_000 + PARTING_MS);
  const store = new MemoryStore({ clock, maxEnded: 20_000, maxFeed: 200_000 });
  await livePast(store, clock, { random, minutes: pastMinutes });
  clock.handOver();
  const site = await openSite({
    store,
    port,
    breaker: BREAKER,
    ...(folder === undefined ? {} : { folder }),
  });
  const population = new Population(site.tracker, { clock: new SystemClock(), random });
  void population.live();
  return {
    ...site,
    close: async () => {
      const gone = population.end();
      await site.close();
      await gone;
      await store.close();
    },
  };
}

interface Past {
  readonly random: Random;
  readonly minutes: number;
}

async function livePast(
  store: MemoryStore,
  clock: HandoverClock,
  { random, minutes }: Past,
): Promise<void> {
  if (minutes === 0) return;
  const tracker = new AgentExecutionTracker({
    store,
    clock,
    sweepIntervalMs: 500,
    breaker: BREAKER,
  });
  const population = new Population(tracker, { clock, random });
  void population.live(PAST_PACE);
  await clock.advance(minutes * 60_000);
  const closing = Promise.all([population.end(), tracker.close()]);
  await clock.advance(PARTING_MS); // or they would wait for a time that does not come
  await closing;
}
