import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { REQUEST } from './request.fixture.js';
import { newSchema, openStore, sql } from './place.fixture.js';

const DAY = 86_400_000;

describe('what need not be kept', () => {
  const schema = newSchema();
  const clock = new ManualClock();
  afterAll(() => sql(`drop schema ${schema} cascade`));

  it('goes as a whole, with its leases, by several at once, and nothing else goes', async () => {
    const options = { schema, clock, endedKeptMs: 7 * DAY };
    const [store, other] = [await openStore(options), await openStore(options)];
    const tracker = new AgentExecutionTracker({ store, clock, name: 'first' });
    for (let i = 0; i < 1_200; i++) void tracker.run(REQUEST, () => i);
    await tracker.run(REQUEST, () => 'the last');
    await tracker.close();

    await clock.advance(8 * DAY);
    const second = new AgentExecutionTracker({ store, clock, name: 'second' });
    const { executionId: young } = await second.run(REQUEST, () => 'young');
    const active = await second.createExecution({
      ...REQUEST,
      limits: { startTimeoutMs: 9 * DAY },
    });
    const gone = await Promise.all([store.tidy(), other.tidy()]);
    expect(gone[0] + gone[1]).toBe(1_201);
    const listed = await store.list(OPERATOR_SCOPE, { limit: 10 });
    expect(listed.map(({ record }) => record.id)).toEqual([active, young]);
    expect(
      await sql(`select distinct execution_id as id from ${schema}.facts order by id`),
    ).toEqual([active, young].sort().map((id) => ({ id })));
    expect(await sql(`select split_part(owner, '/', 1) as tracker from ${schema}.leases`)).toEqual([
      { tracker: 'second' },
    ]);
    // all that ever was stays counted
    expect((await store.counts(OPERATOR_SCOPE)).byState).toMatchObject({ completed: 1_202 });
    await second.close();
    await store.close();
    await other.close();
  });
});
