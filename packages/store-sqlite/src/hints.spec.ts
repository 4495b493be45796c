import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@tracker/core/testing';
import { births } from '@tracker/store-conformance';
import { SqliteStore } from './index.js';

const POLL_MS = 25;
/** More than anybody should be told of in one turn. */
const MANY = 1_000;

describe('word of what others commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-hints-'));
  let clock: ManualClock;
  let writer: SqliteStore;
  let reader: SqliteStore;
  let heard: string[];

  beforeEach(async () => {
    clock = new ManualClock();
    const options = { file: join(folder, `${crypto.randomUUID()}.db`), clock };
    writer = await SqliteStore.open(options);
    reader = await SqliteStore.open({ ...options, pollIntervalMs: POLL_MS });
    heard = [];
  });

  afterEach(async () => {
    await reader.close();
    await writer.close();
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  /** Has a store commit so many births, and answers with their ids. */
  async function born(store: SqliteStore, count: number): Promise<string[]> {
    const transitions = await births(count);
    await store.commit(transitions);
    return transitions.map(({ next }) => next.id);
  }

  it('is of what happens from now on for the first who listens, however much happened before', async () => {
    await born(writer, MANY);
    reader.subscribe((id) => heard.push(id));
    await clock.advance(POLL_MS);
    expect(heard).toEqual([]);
    const ids = await born(writer, 3);
    await clock.advance(POLL_MS);
    expect(heard).toEqual(ids);
  });

  it('begins anew for who listens after a time in which nobody did', async () => {
    const { dispose } = reader.subscribe(() => undefined);
    dispose();
    await clock.advance(POLL_MS);
    await born(writer, MANY);
    reader.subscribe((id) => heard.push(id));
    await clock.advance(POLL_MS);
    expect(heard).toEqual([]);
  });

  it('comes a part at a turn, and all of it, also with commits of its own in between', async () => {
    reader.subscribe((id) => heard.push(id));
    const ids = await born(writer, MANY);
    await clock.advance(POLL_MS);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.length).toBeLessThan(MANY / 2);
    ids.push(...(await born(reader, 1)));
    await clock.advance(POLL_MS);
    expect(new Set(heard)).toEqual(new Set(ids));
  });
});
