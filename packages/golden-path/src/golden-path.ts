import { SystemClock, type Clock } from '@tracker/core';
import type { JourneyResult, Travel } from './journey.js';
import type { Journey } from './journey-plan.js';
import { launchBuilt, type Launch } from './launch.js';
import { Ledger } from './ledger.js';
import type { RemoteModel } from './model-client.js';
import { Observer } from './observer.js';
import type { Pace } from './pace.js';
import type { GoldenPathReport } from './report.js';
import { playRound, type Round, type RoundFindings, type Stage } from './round.js';
import type { UserClient } from './user-client.js';
import { World } from './world.js';

export interface GoldenPathOptions {
  /** The seed that the report names. */
  readonly seed: number;
  /** Plans of the same users, played one after the other. They may be made as they are asked for. */
  readonly rounds: Iterable<Round>;
  /** Who travels; every journey is one of theirs. */
  readonly userIds: readonly string[];
  /** The store's address. Default: a SQLite file in a temporary folder. */
  readonly store?: string | undefined;
  /** Default: the scripted model, in a process of its own. */
  readonly remote?: RemoteModel | undefined;
  /** Default: what suits the model. */
  readonly pace?: Pace | undefined;
  /** How the processes are started. Default: as they are published. */
  readonly launch?: Launch | undefined;
  readonly clock?: Clock;
  /** Ends everything at once; the run then rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each journey. */
  readonly onResult?: (result: JourneyResult) => void;
  /** Called after each round, with the report of everything so far. */
  readonly onRound?: (findings: RoundFindings, report: GoldenPathReport) => void;
}

/** Opens the world, plays all rounds in it, closes it whatever happens, and reports. */
export async function runGoldenPath(options: GoldenPathOptions): Promise<GoldenPathReport> {
  const { clock = new SystemClock(), store, remote, pace, signal } = options;
  signal?.throwIfAborted();
  const launch = options.launch ?? (await launchBuilt());
  const world = await World.build({ clock, launch, store, remote, pace });
  const stop = interruption(signal, world);
  try {
    return await play(world, options, stop.reached);
  } finally {
    stop.dispose();
    await world.close();
  }
}

async function play(
  world: World,
  options: GoldenPathOptions,
  stopped: Promise<never>,
): Promise<GoldenPathReport> {
  const { rounds, userIds, onRound } = options;
  const { tracker, store, clock } = world;
  const ledger = new Ledger({ scripted: world.scripted });
  const observer = new Observer({ tracker, store, clock, userIds });
  const clients = await Promise.all(userIds.map((userId) => world.client(userId)));
  const startedAt = clock.now();
  const report = (): GoldenPathReport => ledger.report(factsOf(world, { options, startedAt }));
  try {
    await Promise.race([Promise.all(clients.map((client) => client.connect())), stopped]);
    observer.start();
    let number = 0;
    for (const round of rounds) {
      const stage = stageOf(world, { clients, observer, options, number: ++number });
      const findings = await Promise.race([playRound(round, stage), stopped]);
      ledger.add(findings, world.crew.killed);
      world.strikes.clear();
      onRound?.(findings, report());
    }
    return report();
  } finally {
    await observer.stop();
    for (const client of clients) client.close();
  }
}

interface Ensemble {
  readonly clients: readonly UserClient[];
  readonly observer: Observer;
  readonly options: GoldenPathOptions;
  readonly number: number;
}

function stageOf(world: World, { clients, observer, options, number }: Ensemble): Stage {
  const { clock, pace, crew, strikes } = world;
  // a store may have seen the same plan before
  const run = `${world.id}.${number}.`;
  const travel: Travel = {
    clock,
    answerWithinMs: pace.answerWithinMs,
    runIdOf: ({ id }: Journey) => `${run}${id}`,
    isOfRound: (runId) => runId.startsWith(run),
    powers: {
      strikes,
      killGateway: (url) => crew.killGateway(url),
      blockStore: () => crew.blockStore(),
    },
  };
  return { world, clients, observer, travel, onResult: options.onResult };
}

interface Circumstances {
  readonly options: GoldenPathOptions;
  readonly startedAt: number;
}

function factsOf(world: World, { options: { seed, userIds }, startedAt }: Circumstances) {
  const { model, clock, storeKind, processes } = world;
  return {
    seed,
    users: userIds.length,
    startedAt,
    durationMs: clock.now() - startedAt,
    model: `${model.model} at ${model.baseUrl}`,
    node: process.version,
    store: storeKind,
    processes,
  };
}

/** Rejects when the signal aborts, and has every process killed. */
function interruption(signal: AbortSignal | undefined, world: World) {
  let stop = (): void => undefined;
  const reached = new Promise<never>((_, reject) => {
    stop = () => {
      world.crew.abandon();
      reject(signal?.reason as Error);
    };
  });
  reached.catch(() => undefined); // whoever waits hears of it
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return { reached, dispose: () => signal?.removeEventListener('abort', stop) };
}
