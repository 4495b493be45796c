import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { births } from '@tracker/store-conformance';
import pg from 'pg';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

const SWEEPERS = 5;
const MANY = 600;

describe('several that sweep', () => {
  const schema = newSchema();
  const clock = new ManualClock();
  let stores: PostgresStore[];

  beforeAll(async () => {
    stores = [];
    for (let i = 0; i < SWEEPERS; i++) stores.push(await openStore({ schema, clock }));
    const all = await births(MANY, { startTimeoutMs: 10_000 });
    const now = clock.now();
    // as if they had been born now, by this clock
    const moved = all.map(({ next, events, ...rest }) => ({
      ...rest,
      next: { ...next, createdAt: now, updatedAt: now, endsBy: now + next.endsBy - next.createdAt },
      events: events.map((event) => ({ ...event, at: now })),
    }));
    await stores[0]?.commit(moved);
    await clock.advance(20_000);
  });

  afterAll(async () => {
    for (const store of stores) await store.close();
    await sql(`drop schema ${schema} cascade`);
  });

  it('are each offered what no other is, and together all of it', async () => {
    const offered = await Promise.all(
      stores.flatMap((store) => Array.from({ length: 4 }, () => store.due(MANY / 20))),
    );
    const ids = offered.flat().map(({ record }) => record.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(MANY);
    expect(await stores[0]?.due(10)).toEqual([]);
  });

  it('are offered again what somebody claimed and did nothing about', async () => {
    await clock.advance(2_000);
    expect(await stores[1]?.due(MANY * 2)).toHaveLength(MANY);
    await clock.advance(2_000);
  });

  it('do not wait for a row that somebody holds', async () => {
    const held = await openStore({ schema, clock, lockTimeoutMs: 200 });
    const holder = new pg.Client(serverUrl());
    await holder.connect();
    await holder.query(
      `begin; update ${schema}.executions set offered_until = offered_until where number <= 10`,
    );
    expect(await held.due(MANY)).toHaveLength(MANY - 10);
    await holder.end();
    await held.close();
    await clock.advance(2_000);
  });

  it('tell of each end once, and whose it was', async () => {
    const trackers = stores.map(
      (store, n) => new AgentExecutionTracker({ store, clock, name: `sweeper-${n}` }),
    );
    await Promise.all(trackers.flatMap((tracker) => [tracker.sweep(), tracker.sweep()]));
    await clock.advance(2_000);
    await Promise.all(trackers.map((tracker) => tracker.sweep()));
    const feed = await stores[0]?.feed(OPERATOR_SCOPE, { after: 0, limit: 10_000 });
    const ends = (feed ?? []).filter(({ event }) => event.type === 'ended');
    expect(ends).toHaveLength(MANY);
    expect(new Set(ends.map(({ event }) => event.executionId)).size).toBe(MANY);
    for (const { event } of ends) {
      expect(event).toMatchObject({ to: 'timeout', cause: { kind: 'timeout', clock: 'start' } });
    }
    for (const tracker of trackers) await tracker.close();
  });
});
