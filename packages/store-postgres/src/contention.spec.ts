import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { TrackerErrorCode } from '@tracker/state';
import { wrongsOf } from './acknowledged.fixture.js';
import { births } from '@tracker/store-conformance';
import { REQUEST } from './request.fixture.js';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, sql } from './place.fixture.js';

const WRITERS = 50;

describe('fifty who write to one execution', () => {
  const schema = newSchema();
  let stores: PostgresStore[];

  beforeAll(async () => {
    // several pools, so that they do not meet in one batch only
    stores = await Promise.all(
      Array.from({ length: 5 }, () => openStore({ schema, maxConnections: 4 })),
    );
  });

  afterAll(async () => {
    for (const store of stores) await store.close();
    await sql(`drop schema ${schema} cascade`);
  });

  const storeOf = (n: number): PostgresStore => stores[n % stores.length] as PostgresStore;

  it('at one version: one is taken, 49 are told what is there instead', async () => {
    const [birth] = await births(1);
    if (!birth) throw new Error('nothing was born');
    const results = await Promise.all(
      Array.from({ length: WRITERS }, async (_, n) => {
        const [result] = await storeOf(n).commit([{ ...birth, commitId: `writer ${n}` }]);
        return result;
      }),
    );
    const told = results.filter((result) => result?.status === 'conflict');
    expect(told).toHaveLength(WRITERS - 1);
    for (const conflict of told) {
      expect(conflict).toMatchObject({ current: { record: { id: birth.next.id, version: 1 } } });
    }
  });

  it('each with its own end: one ends it, 49 are told which end it has', async () => {
    const trackers = stores.map((store) => new AgentExecutionTracker({ store }));
    const trackerOf = (n: number) => trackers[n % trackers.length] as AgentExecutionTracker;
    const id = await trackerOf(0).createExecution(REQUEST);
    await trackerOf(0).updateExecutionState(id, 'running');
    const ends = await Promise.allSettled(
      Array.from({ length: WRITERS }, (_, n) =>
        trackerOf(n).completeExecution(id, { answer: `the answer of ${n}` }),
      ),
    );
    const winners = ends.flatMap((end, n) => (end.status === 'fulfilled' ? [n] : []));
    expect(winners).toHaveLength(1);
    for (const end of ends) {
      if (end.status === 'rejected') {
        expect(end.reason).toMatchObject({ code: TrackerErrorCode.ALREADY_ENDED });
      }
    }
    const stored = await storeOf(1).read(OPERATOR_SCOPE, id);
    expect(stored?.record.outcome).toMatchObject({ answer: `the answer of ${winners[0]}` });
    for (const tracker of trackers) await tracker.close();
    expect(await wrongsOf(storeOf(2), [])).toEqual([]);
  });

  it('names that no text of PostgreSQL can be are refused before anything is sent', async () => {
    const tracker = new AgentExecutionTracker({ store: storeOf(0) });
    for (const userId of ['a\0b', 'half \ud800']) {
      await expect(tracker.createExecution({ ...REQUEST, userId })).rejects.toMatchObject({
        code: TrackerErrorCode.INVALID_INPUT,
      });
      expect(await storeOf(0).list({ userId }, { limit: 1 })).toEqual([]);
    }
    const id = await tracker.createExecution({ ...REQUEST, metadata: { note: 'a\0b \ud800 𝄞' } });
    expect(await storeOf(1).read(OPERATOR_SCOPE, id)).toMatchObject({
      record: { metadata: { note: 'a\0b \ud800 𝄞' } },
    });
    await tracker.close();
  });
});
