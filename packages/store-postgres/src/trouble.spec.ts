import { setImmediate as turn } from 'node:timers/promises';
import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { TrackerErrorCode } from '@tracker/state';
import type { TestServer } from '@tracker/postgres-server';
import pg from 'pg';
import { births } from '@tracker/store-conformance';
import { REQUEST } from './request.fixture.js';
import { CuttingProxy } from './cutting-proxy.fixture.js';
import { PostgresStore, type PostgresStoreOptions } from './index.js';
import { ownServer } from './own-server.fixture.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

const COMMITTED = { status: 'committed' };
const FAILURE = { code: TrackerErrorCode.STORE_FAILURE };

const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a database that is slow or full', () => {
  const schema = newSchema();
  let proxy: CuttingProxy;
  let locker: pg.Client;
  const opened: PostgresStore[] = [];

  beforeAll(async () => {
    proxy = await CuttingProxy.start(Number(new URL(serverUrl()).port));
    locker = new pg.Client(serverUrl());
    await locker.connect();
    opened.push(await openStore({ schema })); // so that the schema is not made within the limits of a spec
  });

  afterAll(async () => {
    for (const store of opened) await store.close();
    await locker.end();
    await proxy.close();
    await sql(`drop schema ${schema} cascade`);
  });

  /** A store whose tracker does not try again by itself for long. */
  async function open(options: Partial<PostgresStoreOptions>) {
    const store = await openStore({ schema, url: proxy.url, ...options });
    opened.push(store);
    return { store, tracker: new AgentExecutionTracker({ store, drainTimeoutMs: 0 }) };
  }

  /** Nobody can commit while `work` is done. */
  async function lockedOut<T>(work: () => Promise<T>): Promise<T> {
    await locker.query(`begin; select pg_advisory_xact_lock(${schema}.feed_lock())`);
    try {
      return await work();
    } finally {
      await locker.query('rollback');
    }
  }

  it.each([
    ['a statement', { statementTimeoutMs: 300 }, '57014'],
    ['a lock', { lockTimeoutMs: 300 }, '55P03'],
    ['a statement behind a pooler', { statementTimeoutMs: 300, pooled: true }, '57014'],
    ['a lock behind a pooler', { lockTimeoutMs: 300, pooled: true }, '55P03'],
  ])(
    'is not waited for beyond the limit of %s, and nothing is half done',
    async (_, limits, sqlState) => {
      const { store, tracker } = await open(limits);
      const born = (): Promise<unknown>[] =>
        Array.from({ length: 8 }, () => errorOf(tracker.createExecution(REQUEST)));
      const before = await store.latestCursor();
      const errors = await lockedOut(() => Promise.all(born()));
      expect(errors).toHaveLength(8);
      for (const error of errors) {
        expect(error).toMatchObject({ ...FAILURE, details: { sqlState, sent: true } });
      }
      expect(await store.latestCursor()).toBe(before);
      expect(await Promise.all(born())).toEqual(Array.from({ length: 8 }, () => undefined));
      await tracker.close();
    },
  );

  it('does not have a batch that came too late tried again in halves', async () => {
    const { store } = await open({ lockTimeoutMs: 300 });
    const transitions = await births(16);
    const asked = proxy.asked('commit_batch');
    const error = await lockedOut(() => errorOf(store.commit(transitions)));
    expect(error).toMatchObject(FAILURE);
    expect(proxy.asked('commit_batch')).toBe(asked + 1);
    // the very same may be sent again
    expect(await store.commit(transitions)).toEqual(transitions.map(() => COMMITTED));
  });

  it('has a limit of calls that wait for it', async () => {
    const { store } = await open({ maxConnections: 1, maxWaiting: 4 });
    const errors = await lockedOut(() => {
      const calls = Array.from({ length: 6 }, () => errorOf(store.latestCursor()));
      return Promise.all(calls);
    });
    const refused = errors.filter((error) => error !== undefined);
    expect(refused).toHaveLength(2);
    for (const error of refused) {
      expect(error).toMatchObject({ code: TrackerErrorCode.LIMIT_REACHED });
    }
  });

  it('with all connections in use says that nothing was sent, and goes on when one is free', async () => {
    const { store } = await open({ maxConnections: 1, connectTimeoutMs: 1_000 });
    const transitions = await births(1);
    const asked = proxy.asked('commit_batch');
    let commit: Promise<unknown> | undefined;
    const read = await lockedOut(async () => {
      commit = store.commit(transitions);
      while (proxy.asked('commit_batch') === asked) await turn();
      return errorOf(store.read(OPERATOR_SCOPE, 'x'));
    });
    expect(read).toMatchObject({ ...FAILURE, details: { sent: false } });
    expect((read as Error).message).toMatch(/could not be reached to read executions/);
    expect(await commit).toEqual([COMMITTED]);
    expect(await store.read(OPERATOR_SCOPE, 'x')).toBeUndefined();
  });
});

describe('a server that goes away', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await ownServer();
  });
  afterAll(() => server.stop());

  it('is waited for, and found again by whoever waited', async () => {
    const store = await PostgresStore.open({ url: server.url(), connectTimeoutMs: 30_000 });
    const tracker = new AgentExecutionTracker({ store });
    const id = await tracker.createExecution(REQUEST);
    await server.abort();
    const reading = tracker.getExecutionState(id);
    const birth = tracker.createExecution(REQUEST);
    await server.start();
    expect(await reading).toBe('pending');
    expect(await tracker.getExecutionState(await birth)).toBe('pending');
    await tracker.close();
    await store.close();
  });

  it('is not waited for beyond the limit; the error says that nothing was sent', async () => {
    const store = await PostgresStore.open({ url: server.url(), connectTimeoutMs: 2_000 });
    await server.abort();
    // the first may still meet a connection that does not know yet
    await errorOf(store.latestCursor());
    const error = await errorOf(store.latestCursor());
    expect(error).toMatchObject({ ...FAILURE, details: { sent: false } });
    expect((error as Error).message).toMatch(/ECONNREFUSED.*Nothing was sent/);
    await server.start();
    expect(await store.latestCursor()).toBeGreaterThan(0);
    await store.close();
  });

  it('tells who opens a store', async () => {
    await server.abort();
    const error = await errorOf(PostgresStore.open({ url: server.url(), connectTimeoutMs: 100 }));
    expect(error).toMatchObject({ ...FAILURE, details: { sent: false } });
    await server.start();
  });

  it('or says nothing any more is not waited for for ever', async () => {
    const store = await PostgresStore.open({
      url: server.url(),
      maxConnections: 1,
      statementTimeoutMs: 1_000,
    });
    const [row] = await sql<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = '@tracker/store-postgres' and query not like 'listen%'`,
      server.url(),
    );
    process.kill(row?.pid as number, 'SIGSTOP');
    try {
      const error = await errorOf(store.loadBreakers());
      expect(error).toMatchObject({ ...FAILURE, details: { sent: true } });
      expect(await store.loadBreakers()).toEqual([]);
    } finally {
      process.kill(row?.pid as number, 'SIGCONT');
      await store.close();
    }
  });
});
