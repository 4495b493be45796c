import { setImmediate as turn } from 'node:timers/promises';
import { OPERATOR_SCOPE, type FeedEntry } from '@tracker/core';
import { SeededRandom } from '@tracker/core/testing';
import pg from 'pg';
import { toBatch } from './batch.js';
import { births } from '@tracker/store-conformance';
import type { PostgresStore } from './index.js';
import { Crowd } from './lives.fixture.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

/** Follows the feed a few entries at a time, as fast as it answers, until it is told to stop and has come to the end. */
class Reader {
  readonly seen: FeedEntry[] = [];
  #stopped = false;
  readonly #reading: Promise<void>;

  constructor(store: PostgresStore) {
    this.#reading = this.#read(store);
  }

  async stop(): Promise<readonly FeedEntry[]> {
    this.#stopped = true;
    await this.#reading;
    return this.seen;
  }

  async #read(store: PostgresStore): Promise<void> {
    for (;;) {
      const last = this.#stopped;
      const after = this.seen.at(-1)?.cursor ?? 0;
      const page = await store.feed(OPERATOR_SCOPE, { after, limit: 7 });
      this.seen.push(...page);
      if (last && page.length === 0) return;
    }
  }
}

describe('whoever follows the feed', () => {
  const schema = newSchema();
  let store: PostgresStore;
  let slow: pg.Client;

  beforeAll(async () => {
    store = await openStore({ schema });
    slow = new pg.Client(serverUrl());
    await slow.connect();
  });

  afterAll(async () => {
    await slow.end();
    await store.close();
    await sql(`drop schema ${schema} cascade`);
  });

  /** Commits as a store does, in a transaction that somebody keeps open. */
  async function writeSlowly(count: number): Promise<void> {
    const values = toBatch(await births(count), () => undefined);
    const places = values.map((_, n) => `$${n + 1}`).join(', ');
    await slow.query('begin');
    await slow.query(`select * from ${schema}.commit_batch(${places})`, values);
  }

  const kept = async (): Promise<number[]> => {
    const rows = await sql<{ cursor: string }>(
      `select cursor from ${schema}.facts order by cursor`,
    );
    return rows.map(({ cursor }) => Number(cursor));
  };

  /** Resolves when somebody waits for the lock of the feed. */
  async function untilSomebodyWaits(): Promise<void> {
    const waiting = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`;
    for (;;) {
      const [row] = await sql<{ n: number }>(waiting);
      if (row && row.n > 0) return;
      await turn();
    }
  }

  it.each(['commit', 'rollback'])(
    'sees nothing that comes after what a long transaction may still %s',
    async (end) => {
      const reader = new Reader(store);
      const before = await store.latestCursor();
      await writeSlowly(3);
      const swift = store.commit(await births(2));
      await untilSomebodyWaits();
      // whatever became visible now would have a cursor beyond the one that is still to come
      expect(await store.latestCursor()).toBe(before);
      await slow.query(end);
      expect((await swift).map(({ status }) => status)).toEqual(['committed', 'committed']);
      const seen = await reader.stop();
      expect(seen.map(({ cursor }) => cursor)).toEqual(await kept());
      expect(seen.at(-1)?.cursor).toBe(before + (end === 'commit' ? 5 : 2));
    },
  );

  it('skips no entry and sees none twice, while many write and transactions of every length come between', async () => {
    const dice = new SeededRandom(11);
    const others = [await openStore({ schema }), await openStore({ schema })];
    const readers = [store, ...others].map((one) => new Reader(one));
    const crowds = [store, ...others].map((one) => new Crowd(one, 6));
    for (let round = 0; round < 25; round++) {
      await writeSlowly(dice.between(1, 4));
      // numbers are used up by what is rolled back
      await slow.query(`select nextval(pg_get_serial_sequence('${schema}.executions', 'number'))`);
      if (dice.next() < 0.5) await untilSomebodyWaits();
      await slow.query(dice.pick(['commit', 'rollback']));
      await crowds[round % crowds.length]?.more(2);
    }
    for (const crowd of crowds) {
      await crowd.stop();
      expect(crowd.unclear).toEqual([]);
      expect(crowd.failures).toBe(0);
    }
    const all = await kept();
    expect(all.length).toBeGreaterThan(500);
    for (const reader of readers) {
      const seen = await reader.stop();
      expect(seen.map(({ cursor }) => cursor)).toEqual(all);
      const seqs = new Map<string, number>();
      for (const { event } of seen) {
        expect(event.seq).toBe((seqs.get(event.executionId) ?? 0) + 1);
        seqs.set(event.executionId, event.seq);
      }
    }
    for (const other of others) await other.close();
  });

  it('is not overtaken by facts that somebody puts in by hand before the end', async () => {
    const [last = 0] = (await kept()).slice(-1);
    const [born] = await births(1);
    const { id } = born?.next ?? { id: '' };
    // one far ahead leaves room, in which another must not be put
    const put = (cursors: number[]): string =>
      `with told as (
        insert into ${schema}.facts values ${cursors.map((cursor, n) => `(${cursor}, '${id}', ${n + 1}, 'ann', ${n === 0 ? 'null' : `'pending'`}, 'pending', null, '{}')`).join(', ')}
      ) insert into ${schema}.executions (id, user_id, thread_id, agent_name, birth, version, updated_at, state, phase, standing)
        values ('${id}', 'ann', 't', 'a', '{}', ${cursors.length}, 0, 'pending', 'created', '{}')`;
    await expect(sql(put([last + 1, last + 10]))).rejects.toThrow(/grows at its end only/);
    await expect(sql(put([0, last + 1]))).rejects.toThrow(/cursor_check|grows at its end/);
    await expect(sql(put([last + 1, last + 2]))).resolves.toBeDefined();
  });
});
