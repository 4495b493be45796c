import { setImmediate as turn } from 'node:timers/promises';
import { AgentExecutionTracker } from '@tracker/core';
import { REQUEST } from './request.fixture.js';
import { pack } from './hints.js';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, sql } from './place.fixture.js';

/** Resolves once it holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await turn();
}

describe('a hint', () => {
  const schema = newSchema();
  let writer: PostgresStore;

  beforeAll(async () => {
    writer = await openStore({ schema });
  });

  afterAll(async () => {
    await writer.close();
    await sql(`drop schema ${schema} cascade`);
  });

  const listeners = (): Promise<{ pid: number }[]> =>
    sql(
      `select pid from pg_stat_activity where query = 'listen "tracker_${schema}"' and state = 'idle'`,
    );

  it('is no more than a hint: who never gets one misses nothing', async () => {
    // behind a pooler nobody listens
    const deaf = await openStore({ schema, pooled: true });
    const tracker = new AgentExecutionTracker({ store: writer });
    const watcher = new AgentExecutionTracker({ store: deaf });
    const watching = watcher.watch({ after: 0 });
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      ids.push(await tracker.createExecution(REQUEST));
      const { value } = await watching.next();
      expect(value).toMatchObject({ executionId: ids[i], seq: 1 });
    }
    await tracker.close();
    await watcher.close();
    await deaf.close();
  });

  it('comes again after its connection was lost, and what was lost meanwhile is read in the feed', async () => {
    const store = await openStore({ schema });
    const heard: string[] = [];
    store.subscribe((id) => heard.push(id));
    const tracker = new AgentExecutionTracker({ store: writer });
    const first = await tracker.createExecution(REQUEST);
    await until(() => heard.includes(first));

    const before = (await listeners()).map(({ pid }) => pid);
    for (const pid of before) await sql(`select pg_terminate_backend(${pid})`);
    const lost = await tracker.createExecution(REQUEST);
    const page = await store.feed({ userId: 'ann' }, { after: 0, limit: 1_000 });
    expect(page.at(-1)?.event).toMatchObject({ executionId: lost });

    // others than those that were told to end, which may take their time about it
    await until(async () => {
      const now = (await listeners()).filter(({ pid }) => !before.includes(pid));
      return now.length === before.length;
    });
    const last = await tracker.createExecution(REQUEST);
    await until(() => heard.includes(last));
    await tracker.close();
    await store.close();
  });

  it('that nobody understands is said to the logger, and nothing else', async () => {
    const warnings: unknown[] = [];
    const note = (): void => undefined;
    const logger = {
      debug: note,
      info: note,
      warn: (fields: object) => warnings.push(fields),
      error: note,
    };
    const store = await openStore({ schema, logger });
    const heard: string[] = [];
    store.subscribe((id) => heard.push(id));
    await sql(
      `notify tracker_${schema}, 'nonsense'; notify tracker_${schema}, '${'x'.repeat(36)}[["it",1,"ann"]]'`,
    );
    await until(() => heard.length > 0);
    expect(heard).toEqual(['it']);
    expect(warnings).toEqual([{ payload: 'nonsense' }]);
    await store.close();
  });

  it('fits into a notification, however many there are and whatever is in them', () => {
    const changes = Array.from(
      { length: 5_000 },
      (_, n) => [`exec_${n}_${'ä'.repeat(n % 90)}`, n, `"\\${'漢'.repeat(n % 70)}`] as const,
    );
    const payloads = pack('me', changes);
    expect(payloads.flatMap((text) => JSON.parse(text.slice('me'.length)))).toEqual(changes);
    for (const text of payloads) expect(Buffer.byteLength(text)).toBeLessThan(8_000);
  });
});
