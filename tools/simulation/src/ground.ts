import { MemoryStore, type Clock, type ExecutionStore } from '@tracker/core';
import { postgresGround } from './postgres-ground.js';
import { sqliteGround } from './sqlite-ground.js';

/** Where a world keeps its executions. */
export interface Ground {
  /**
   * Ways to the same data, at least one; the processes of a world take them in turn. What one has written is there for
   * all.
   */
  readonly stores: readonly [ExecutionStore, ...ExecutionStore[]];
  /** Whether a process's signs are known to the others at once, or with the renewal of its lease before they are due. */
  readonly signsAreKnown: 'at once' | 'with a renewal';
  /**
   * For a ground that takes real time: resolves when no call is on its way to it or back, and says whether one was.
   * Without it everything happens within a turn of the world.
   */
  readonly settled?: () => Promise<boolean>;
  /** Closes the stores and removes the data. */
  close(): Promise<void>;
}

/** Lays a ground on which a world's clock is the only one. */
export type LayGround = (clock: Clock) => Promise<Ground>;

/** The grounds there are, by the name of their store. */
export const GROUNDS = {
  memory: async (clock) => {
    const store = new MemoryStore({ clock });
    return { stores: [store], signsAreKnown: 'at once', close: () => store.close() };
  },
  sqlite: sqliteGround,
  postgres: postgresGround,
} as const satisfies Record<string, LayGround>;

export type GroundName = keyof typeof GROUNDS;
