import { OPERATOR_SCOPE, type ExecutionStore } from '@tracker/core';
import {
  driveById,
  liveOnTheEdge,
  look,
  meddle,
  queueUp,
  runAgent,
  serve,
  type Stage,
} from './actors.js';
import { drawCrowd, type Crowd } from './crowd.js';
import { CALM, drawFaults, type Faults } from './faults.js';
import { GROUNDS, type Ground, type GroundName } from './ground.js';
import { LIMITS } from './limits.js';
import { Random } from './random.js';
import { Site } from './site.js';
import { Trace } from './trace.js';
import { verdicts } from './verdicts.js';
import { VirtualTime } from './virtual-time.js';
import { Witness } from './witness.js';

/** What may be changed about a world; everything else is drawn from its seed. */
export interface WorldOptions {
  /** The kind of store it stands on. Default: memory. */
  readonly ground?: GroundName;
  /** Puts something else in the place of the store, such as one with a known defect. */
  readonly replaceStore?: (store: ExecutionStore) => ExecutionStore;
  /** Lets somebody in who does not belong here, such as a watcher with a known defect. */
  readonly intrude?: (store: ExecutionStore, time: VirtualTime) => void;
  readonly faults?: Partial<Faults>;
  readonly crowd?: Partial<Crowd>;
}

/** How a world went. */
export interface WorldReport {
  readonly seed: number;
  readonly faults: Faults;
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  readonly executions: number;
  readonly crashes: number;
}

/** How long a world is busy, in milliseconds. */
const BUSY_MS = 12_000;

/** Lives a world from its seed to its rest, and judges it. */
export async function liveWorld(seed: number, options: WorldOptions = {}): Promise<WorldReport> {
  const random = new Random(seed);
  const time = new VirtualTime(random.fork());
  const ground: Ground = await GROUNDS[options.ground ?? 'memory'](time);
  if (ground.settled) time.standStillFor(ground.settled);
  try {
    const world = new World({ seed, random, time, ground }, options);
    await world.live();
    return await world.report();
  } finally {
    await ground.close();
  }
}

interface WorldParts {
  readonly seed: number;
  readonly random: Random;
  readonly time: VirtualTime;
  readonly ground: Ground;
}

class World {
  readonly #seed: number;
  readonly #random: Random;
  readonly #time: VirtualTime;
  readonly #faults: Faults;
  readonly #crowd: Crowd;
  readonly #store: ExecutionStore;
  readonly #ground: Ground;
  /** The way to the store of each process, in turn. */
  readonly #ways: readonly ExecutionStore[];
  readonly #trace: Trace;
  readonly #witness = new Witness();
  readonly #sites: Site[] = [];
  readonly #ids: string[] = [];

  constructor({ seed, random, time, ground }: WorldParts, options: WorldOptions) {
    const { replaceStore, intrude, faults, crowd } = options;
    this.#seed = seed;
    this.#random = random;
    this.#time = time;
    this.#faults = { ...drawFaults(this.#random), ...faults };
    this.#crowd = { ...drawCrowd(this.#random), ...crowd };
    this.#trace = new Trace(() => this.#time.now());
    this.#ground = ground;
    this.#ways = ground.stores.map((store) => replaceStore?.(store) ?? store);
    this.#store = this.#ways[0] as ExecutionStore;
    for (const store of ground.stores) store.subscribe((id) => void this.#noteEnd(store, id));
    intrude?.(this.#store, this.#time);
  }

  async live(): Promise<void> {
    const bornAt = this.#time.now();
    for (let count = this.#random.between(2, 3); count > 0; count--) this.#found(this.#faults);
    this.#castActors();
    for (let second = 1; second * 1_000 <= BUSY_MS; second++) {
      this.#time.setTimer(second * 1_000, () => this.#strike());
    }
    await this.#time.runUntil(bornAt + BUSY_MS);
    await this.#rest();
  }

  async report(): Promise<WorldReport> {
    const violations = await verdicts({
      store: this.#store,
      sites: this.#sites,
      witness: this.#witness,
      faults: this.#faults,
      ground: this.#ground,
    });
    return {
      seed: this.#seed,
      faults: this.#faults,
      violations,
      trace: [...this.#trace.lines, ...(await this.#histories())],
      executions: this.#ids.length,
      crashes: this.#sites.filter(({ host }) => host.crashed).length,
    };
  }

  async #noteEnd(store: ExecutionStore, id: string): Promise<void> {
    const { landed } = this.#witness;
    const stored = await store.read(OPERATOR_SCOPE, id);
    if (stored?.record.endedAt != null && !landed.has(id)) landed.set(id, this.#time.now());
  }

  #found(faults: Faults): Site {
    const site = new Site({
      name: `process-${this.#sites.length + 1}`,
      store: this.#ways[this.#sites.length % this.#ways.length] as ExecutionStore,
      time: this.#time,
      random: this.#random.fork(),
      faults,
      trace: this.#trace,
    });
    this.#sites.push(site);
    this.#trace.note(site.name, 'starts');
    void serve(this.#stage(site, this.#random.fork()));
    return site;
  }

  #castActors(): void {
    const { runs, driven, onTheEdge, queued, meddlers, onlookers } = this.#crowd;
    this.#enter(runs, (stage) => runAgent(stage, this.#newId()));
    this.#enter(driven, (stage) => driveById(stage, this.#newId()));
    this.#enter(onTheEdge, (stage) => liveOnTheEdge(stage, this.#newId()));
    this.#enter(queued, (stage) => queueUp(stage, this.#newId()));
    this.#enter(meddlers, (stage) => meddle(stage, this.#someId(stage.random)));
    this.#enter(onlookers, (stage) => look(stage, this.#someId(stage.random)));
  }

  /** Sends so many to a process, each at some time while the world is busy. */
  #enter(count: number, act: (stage: Stage) => Promise<void>): void {
    for (let left = count; left > 0; left--) {
      const random = this.#random.fork();
      this.#time.setTimer(random.between(0, BUSY_MS - 1_000), () => {
        const open = this.#sites.filter((site) => site.open);
        const site = open.length > 0 ? random.pick(open) : this.#found(this.#faults);
        site.host.deliver(() => void act(this.#stage(site, random)));
      });
    }
  }

  #stage(site: Site, random: Random): Stage {
    return { site, witness: this.#witness, trace: this.#trace, random };
  }

  #newId(): string {
    const id = `e${this.#ids.length + 1}`;
    this.#ids.push(id);
    return id;
  }

  #someId(random: Random): string {
    return this.#ids.length === 0 ? 'e1' : random.pick(this.#ids);
  }

  /** A second of misfortune. */
  #strike(): void {
    const random = this.#random;
    const { crashPerSecond, pausePerSecond, pauseMs, lockOutPerSecond, stallPerSecond } =
      this.#faults;
    for (const site of this.#sites) {
      if (!site.open) continue;
      if (random.chance(crashPerSecond)) this.#crash(site);
      else if (random.chance(pausePerSecond)) this.#pause(site, random.between(1, pauseMs));
      else if (random.chance(lockOutPerSecond)) this.#lockOut(site, random.between(500, 5_000));
      else if (random.chance(0.02)) site.host.jump(random.between(-3_600_000, 3_600_000));
      else if (random.chance(0.01)) this.#close(site);
    }
    if (random.chance(stallPerSecond)) this.#stall(random.pick([1_000, 30_000, 600_000]));
  }

  #crash(site: Site): void {
    this.#trace.note(site.name, 'crashes');
    site.host.crash();
  }

  #pause(site: Site, ms: number): void {
    this.#trace.note(site.name, `pauses for ${ms} ms`);
    site.host.pause(ms);
  }

  #lockOut(site: Site, ms: number): void {
    this.#trace.note(site.name, `can't write for ${ms} ms`);
    site.store.lockOut(ms);
  }

  #close(site: Site): void {
    this.#trace.note(site.name, 'closes');
    site.close().catch((error: unknown) => this.#trace.note(site.name, String(error)));
  }

  #stall(ms: number): void {
    this.#trace.note('the world', `stands still for ${ms} ms`);
    this.#time.stall(ms);
  }

  /** Misfortune ends, a fresh process joins, and time passes beyond every bound. */
  async #rest(): Promise<void> {
    for (const site of this.#sites) site.store.calm(CALM);
    // a process that starts right after a standstill does not know that the world stood still
    await this.#time.runUntil(this.#time.now() + 1_500);
    const keeper = this.#found(CALM);
    await keeper.tracker.sweep();
    await this.#time.runUntil(this.#time.now() + this.#faults.pauseMs + 6_000);
    await this.#probe();
    const bounds = await this.#bounds();
    await this.#time.runUntil(Math.max(...bounds) + LIMITS.deliveryTimeoutMs + 3_000);
  }

  /** Every process that is left must still be good for something. */
  async #probe(): Promise<void> {
    for (const site of this.#sites.filter(({ open }) => open)) {
      const request = { id: this.#newId(), agentName: 'probe', userId: 'ann', threadId: 't' };
      const { id } = request;
      const run = { executionId: id, process: site.name, outcome: undefined, refused: undefined };
      const awaited: Witness['runs'][number] = run;
      this.#witness.runs.push(awaited);
      void site.tracker
        .run({ ...request, limits: LIMITS }, () => 'here')
        .then(
          (outcome) => (awaited.outcome = outcome),
          (error: unknown) =>
            this.#witness.accuse(id, `${site.name} is good for nothing: ${error}`),
        );
    }
    await this.#time.runUntil(this.#time.now() + 1_000);
  }

  async #bounds(): Promise<number[]> {
    const stored = await this.#store.list(OPERATOR_SCOPE, { limit: 1_000_000 });
    return [this.#time.now(), ...stored.map(({ record }) => record.endsBy)];
  }

  async #histories(): Promise<string[]> {
    const lines = await Promise.all(
      this.#ids.map(async (id) => {
        const history = await this.#store.history(OPERATOR_SCOPE, id, {
          afterSeq: 0,
          limit: 1_000,
        });
        return history.map((event) => JSON.stringify(event));
      }),
    );
    return lines.flat();
  }
}
