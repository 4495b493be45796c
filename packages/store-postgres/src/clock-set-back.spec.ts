import { AgentExecutionTracker, OPERATOR_SCOPE, type Logger } from '@tracker/core';
import { REQUEST } from './request.fixture.js';
import { Database } from './database.js';
import type { PostgresStore } from './index.js';
import { parseSettings } from './options.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';
import { StoreClock } from './store-clock.js';

const HOUR = 3_600_000;

/** What the schema's clock may go back by unnoticed, in milliseconds. */
const TOLERANCE = 1_000;

describe('a database whose clock is set back by an hour', () => {
  const schema = newSchema();
  const warnings: unknown[] = [];
  const logger = { warn: (facts: unknown) => warnings.push(facts) } as unknown as Logger;
  const database = new Database(serverUrl(), parseSettings({ schema }));
  let store: PostgresStore;
  let clock: StoreClock;

  /** To everybody who asks, the same as setting the clock of the machine. */
  const setBack = (): Promise<unknown> =>
    sql(`update ${schema}.clock set ahead_ms = ahead_ms - ${HOUR}`);

  beforeAll(async () => {
    store = await openStore({ schema, logger });
    clock = new StoreClock({ database, s: `"${schema}"`, given: undefined, logger });
    await clock.start();
  });

  afterAll(async () => {
    clock.close();
    await store.close();
    await database.close();
    await sql(`drop schema ${schema} cascade`);
  });

  it('goes on from where it was for who measures it again, and says so', async () => {
    const before = clock.now();
    await setBack();
    await clock.measure();
    while (clock.now() <= before) await clock.measure();
    expect(warnings).toHaveLength(1);
    expect(Number(Object.values(warnings[0] as object)[0])).toBeGreaterThan(HOUR - TOLERANCE);
    await clock.measure();
    expect(warnings).toHaveLength(1);
  });

  it('tells the same time to a process that opens later, whose executions nobody ends for it', async () => {
    const lease = await store.openLease({
      owner: 'early',
      signsOf: () => undefined,
      sleptSince: () => 0,
    });
    await setBack();
    const late = await openStore({ schema });
    expect(Math.abs(late.now() - store.now())).toBeLessThan(2 * TOLERANCE);
    const tracker = new AgentExecutionTracker({ store: late });
    const id = await tracker.createExecution(REQUEST);
    const soon = await tracker.createExecution({ ...REQUEST, limits: { startTimeoutMs: 1 } });
    const due: string[] = [];
    while (!due.includes(soon)) {
      due.push(...(await store.due(10)).map(({ record }) => record.id));
      if ((await store.read(OPERATOR_SCOPE, soon))?.record.endedAt) break;
    }
    expect(due).not.toContain(id);
    expect((await store.read(OPERATOR_SCOPE, id))?.record.state).toBe('pending');
    await tracker.close();
    await lease.release();
    await late.close();
  });
});
