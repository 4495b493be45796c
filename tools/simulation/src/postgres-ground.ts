import { TestServer } from '@tracker/postgres-server';
import type { Clock, ExecutionStore } from '@tracker/core';
import { PostgresStore } from '@tracker/store-postgres';
import type { Ground } from './ground.js';
import { Traffic } from './traffic.js';

let server: Promise<TestServer> | undefined;
let worlds = 0;

/**
 * A schema of a real server with three stores, so that processes know each other by the database alone. The database
 * takes real time, in which the world's stands still; hints, which come at a time of their own, are left out.
 */
export async function postgresGround(clock: Clock): Promise<Ground> {
  server ??= TestServer.start();
  const url = (await server).url();
  const traffic = new Traffic();
  worlds += 1;
  const schema = `world_${worlds}`;
  const open = async (): Promise<ExecutionStore> =>
    traffic.through(
      await PostgresStore.open({ url, schema, clock, pooled: true, maxConnections: 1 }),
    );
  const stores = [await open(), await open(), await open()] as const;
  return {
    stores,
    signsAreKnown: 'with a renewal',
    settled: () => traffic.ceased(),
    close: async () => {
      for (const store of stores) await store.close();
    },
  };
}

/** Stops the server, if a world stood on it. */
export async function leavePostgres(): Promise<void> {
  await (await server)?.stop();
  server = undefined;
}
