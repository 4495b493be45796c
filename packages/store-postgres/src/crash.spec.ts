import { SeededRandom } from '@tracker/core/testing';
import type { TestServer } from '@tracker/postgres-server';
import { remembering, wrongsOf } from './acknowledged.fixture.js';
import { PostgresStore } from './index.js';
import { Crowd } from './lives.fixture.js';
import { ownServer } from './own-server.fixture.js';
import { sql } from './place.fixture.js';

// `npm run crash` sets both
const ROUNDS = Number(process.env['TRACKER_CRASH_ROUNDS'] ?? 8);
const SEED = Number(process.env['TRACKER_CRASH_SEED'] ?? 1);

const CALLERS = 12;

async function backends(server: TestServer): Promise<number[]> {
  const rows = await sql<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = '@tracker/store-postgres'`,
    server.url(),
  );
  return rows.map(({ pid }) => pid);
}

/** What may happen to a server that is at work. */
const FAULTS: Record<string, (server: TestServer, dice: SeededRandom) => Promise<void>> = {
  'kill -9 of a backend': async (server, dice) => {
    process.kill(dice.pick(await backends(server)), 'SIGKILL');
  },
  'backends told to end': async (server) => {
    await sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '@tracker/store-postgres'`,
      server.url(),
    );
  },
  'immediate shutdown': async (server) => {
    await server.abort();
    await server.start();
  },
  'kill -9 of the server': async (server) => {
    await server.crash();
    await server.start();
  },
};

describe('a server that is killed while it commits', () => {
  it(
    `has all it acknowledged and no half of a commit, after ${ROUNDS} faults from seed ${SEED}`,
    async () => {
      const dice = new SeededRandom(SEED);
      const server = await ownServer();
      const opened = await PostgresStore.open({ url: server.url(), connectTimeoutMs: 20_000 });
      const { store, acknowledged } = remembering(opened);
      const crowd = new Crowd(store, CALLERS);
      try {
        const names = Object.keys(FAULTS);
        for (let round = 0; round < ROUNDS; round++) {
          await crowd.more(dice.between(1, 40));
          const name = round < names.length ? names[round] : dice.pick(names);
          await FAULTS[name as string]?.(server, dice);
          // the store finds its way back by itself
          await crowd.more(CALLERS);
          expect(crowd.unclear).toEqual([]);
        }
        await crowd.stop();
        expect(crowd.unclear).toEqual([]);
        expect(acknowledged.length).toBeGreaterThan(ROUNDS * CALLERS);
        expect(await wrongsOf(opened, acknowledged)).toEqual([]);
      } finally {
        await crowd.stop();
        await opened.close();
        await server.stop();
      }
    },
    60_000 + ROUNDS * 10_000,
  );
});
