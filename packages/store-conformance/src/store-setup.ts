import type { ExecutionStore } from '@tracker/core';
import type { ManualClock } from '@tracker/core/testing';

/** What a case asks of the store it is played on. */
export interface World {
  /**
   * The time of the case. The store's `now()` has to move on with it; a store that lives by another clock, such as
   * a database's, adds what this one has moved on. It need not say the same number.
   */
  readonly clock: ManualClock;
  /** Ended executions to keep at most; undefined for the store's default. */
  readonly maxEnded?: number;
}

/** One empty place for data, of one case. */
export interface Place {
  /** Opens a store on the data that is here. Of a durable store, several may be open at once. */
  open(): Promise<ExecutionStore>;
  /** Makes the data look as if it had been written under another state table. */
  forgeDigest?(): Promise<void>;
  /** Lets go now of what the store would let go of by and by. Default: a minute passes on the clock. */
  tidy?(store: ExecutionStore): Promise<void>;
  /** Removes the data; the kit has closed its stores before. */
  remove?(): Promise<void>;
}

/** A store as the kit meets it. */
export interface StoreSetup {
  /** A new, empty place. */
  found(world: World): Promise<Place>;
  /**
   * Whether what one store has written is there for others that are opened on the same place, at once and later.
   * Without it the cases about several stores, restarts and the digest are left out.
   */
  readonly durable: boolean;
  /** Whether what `due` has offered to one store is kept from the others for a while. */
  readonly exclusiveClaims?: boolean;
  /**
   * Places with data of each earlier schema, by its name. They must hold at least one execution; every one has to be
   * what its history says once the present store has opened them.
   */
  readonly earlier?: Readonly<Record<string, (world: World) => Promise<Place>>>;
}

/** One proof. `run` rejects when the store does not do what its name says. */
export interface ConformanceCase {
  readonly name: string;
  run(): Promise<void>;
}
