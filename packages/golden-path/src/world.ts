import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker, type Clock, type ExecutionStore } from '@tracker/core';
import { signToken } from '@tracker/server';
import { StoreKind, openStore, storeKind } from '@tracker/stores';
import { Crew } from './crew.js';
import { CONCURRENCY, CREW } from './defaults.js';
import type { Launch } from './launch.js';
import type { RemoteModel } from './model-client.js';
import { LOCAL_MODEL } from './model-server.js';
import { LOCAL_PACE, REMOTE_PACE, type Pace } from './pace.js';
import { APPLICATION } from './store-blocker.js';
import { Strikes } from './strikes.js';
import { UserClient } from './user-client.js';
import type { Processes } from './verdict.js';

export interface WorldOptions {
  readonly clock: Clock;
  readonly launch: Launch;
  /** The store's address. Default: a SQLite file in a temporary folder. */
  readonly store?: string | undefined;
  /** Default: a scripted model in a process of its own. */
  readonly remote?: RemoteModel | undefined;
  /** Default: what suits the model. */
  readonly pace?: Pace | undefined;
}

/** A day: longer than any run. */
const TOKEN_LIFETIME_MS = 86_400_000;

/** Who watches does not sweep: that is for those who are watched. */
const NEVER_MS = 3_600_000;

/** Everything between a user and an answer, in processes of its own, and the store as an operator sees it. */
export class World {
  readonly clock: Clock;
  readonly pace: Pace;
  readonly strikes = new Strikes();
  /** Tells the runs of this world from those of another over the same store. */
  readonly id = randomBytes(3).toString('hex');
  readonly crew: Crew;
  readonly storeKind: StoreKind;
  readonly #options: WorldOptions;
  readonly #address: string;
  readonly #folder: string | undefined;
  readonly #secret = randomBytes(32).toString('base64url');
  #store: ExecutionStore | undefined;
  #tracker: AgentExecutionTracker | undefined;
  #model: RemoteModel | undefined;

  private constructor(options: WorldOptions) {
    const { clock, launch, store, remote, pace } = options;
    this.#options = options;
    this.clock = clock;
    this.pace = pace ?? (remote ? REMOTE_PACE : LOCAL_PACE);
    this.crew = new Crew({ launch, strikes: this.strikes, clock });
    this.#folder = store === undefined ? mkdtempSync(join(tmpdir(), 'golden-path-')) : undefined;
    this.#address = store === undefined ? join(this.#folder ?? '', 'tracker.db') : named(store);
    this.storeKind = storeKind(this.#address);
  }

  /** Rejects when the store or a process can't be had; nothing is left behind then. */
  static async build(options: WorldOptions): Promise<World> {
    const world = new World(options);
    try {
      await world.#open();
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  get store(): ExecutionStore {
    return there(this.#store);
  }

  /** An operator's view of everything. */
  get tracker(): AgentExecutionTracker {
    return there(this.#tracker);
  }

  get model(): RemoteModel {
    return there(this.#model);
  }

  /** Whether it is known beforehand what the model will say. */
  get scripted(): boolean {
    return this.#options.remote === undefined;
  }

  get processes(): Processes {
    const { started, killed, fallen } = this.crew;
    return { started, killed, fallen };
  }

  /** A client of this user, not yet connected. */
  async client(userId: string): Promise<UserClient> {
    const { clock, crew } = this;
    const token = await signToken(this.#secret, { userId, lifetimeMs: TOKEN_LIFETIME_MS });
    return new UserClient({ userId, token, clock, gatewayUrl: () => crew.gatewayUrl() });
  }

  /** Ends everything, from the outside in; closing what was never open is harmless. */
  async close(): Promise<void> {
    await this.crew.close();
    await this.#tracker?.close();
    await this.#store?.close();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #open(): Promise<void> {
    const store = this.#address;
    // first and alone, so that one process makes the schema and the others find it
    this.#store = await openStore(store);
    this.#tracker = new AgentExecutionTracker({
      store: this.#store,
      name: 'director',
      sweepIntervalMs: NEVER_MS,
    });
    const apiKey = randomUUID();
    const { url } = await this.crew.hire({
      ...{ role: 'backstage', name: 'backstage', store, apiKey },
      folder: this.#folder,
    });
    this.#model = this.#options.remote ?? { baseUrl: url, apiKey, model: LOCAL_MODEL };
    await Promise.all([...this.#gateways(), ...this.#workers()]);
  }

  #gateways(): readonly Promise<unknown>[] {
    const common = { role: 'gateway', store: this.#address, pace: this.pace } as const;
    return numbered(CREW.gateways, (number) =>
      this.crew.hire({ ...common, secret: this.#secret, name: `gateway-${number}` }),
    );
  }

  #workers(): readonly Promise<unknown>[] {
    const common = { role: 'worker', store: this.#address, pace: this.pace } as const;
    const { model, scripted } = this;
    return numbered(CREW.workers, (number) =>
      this.crew.hire({
        ...common,
        ...{ model, scripted, concurrency: CONCURRENCY },
        name: `worker-${number}`,
      }),
    );
  }
}

function numbered<T>(count: number, make: (number: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

function there<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The world is not open.');
  return part;
}

/** The address with a name by which the play's connections are told from those of others. */
function named(address: string): string {
  if (storeKind(address) !== StoreKind.POSTGRES) return address;
  const url = new URL(address);
  url.searchParams.set('application_name', APPLICATION);
  return url.href;
}
