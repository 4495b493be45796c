import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { SqliteStore } from './index.js';
import { loadDriver, type Statement } from './sqlite-driver.js';

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't' };

/** Between which two statements of a read others write. */
const PLACES = [1, 2, 3, 4, 5, 6];

describe('what others write in the middle of a read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-picture-'));
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A store with an execution that has ended, and what lets go of it as another process would, after a number of statements. */
  async function aStore(name: string) {
    const file = join(folder, name);
    const store = await SqliteStore.open({ file, beacon: false });
    const tracker = new AgentExecutionTracker({ store, sweepIntervalMs: 3_600_000 });
    const { executionId } = await tracker.run({ ...REQUEST, id: 'old' }, () => 42);
    await tracker.createExecution({ ...REQUEST, id: 'new' });
    await tracker.close();
    const other = (await loadDriver()).connect(file);
    const letGo = (): void => {
      other.exec(`BEGIN IMMEDIATE;
        INSERT OR REPLACE INTO meta VALUES ('feed_floor', (
          SELECT max(cursor) FROM facts f JOIN executions e ON e.no = f.no WHERE e.id = 'old'));
        DELETE FROM facts WHERE no = (SELECT no FROM executions WHERE id = 'old');
        DELETE FROM executions WHERE id = 'old'; COMMIT`);
    };
    const close = async (): Promise<void> => {
      jest.restoreAllMocks();
      other.close();
      await store.close();
    };
    const statements = Object.getPrototypeOf(other.prepare('SELECT 1')) as Statement;
    return {
      store,
      executionId,
      close,
      letGoAfter: (n: number) => interrupt(statements, n, letGo),
    };
  }

  function interrupt(statements: Statement, after: number, work: () => void): void {
    let count = 0;
    for (const kind of ['get', 'all'] as const) {
      const original = statements[kind];
      jest.spyOn(statements, kind).mockImplementation(function (this: Statement, ...values) {
        const result: unknown = original.apply(this, values);
        count += 1;
        if (count === after) work();
        return result as never;
      });
    }
  }

  it.each(PLACES)('is not seen by the reader of an execution (%i)', async (place) => {
    const { store, executionId, letGoAfter, close } = await aStore(`read-${place}`);
    const before = await store.read(OPERATOR_SCOPE, executionId);
    letGoAfter(place);
    expect(await store.read(OPERATOR_SCOPE, executionId)).toEqual(before);
    await close();
  });

  it.each(PLACES)('is not seen by who lists (%i)', async (place) => {
    const { store, letGoAfter, close } = await aStore(`list-${place}`);
    const before = await store.list(OPERATOR_SCOPE, { limit: 10 });
    letGoAfter(place);
    expect(await store.list(OPERATOR_SCOPE, { limit: 10 })).toEqual(before);
    await close();
  });

  it.each(PLACES)('makes no gap in the feed (%i)', async (place) => {
    const { store, letGoAfter, close } = await aStore(`feed-${place}`);
    const page = { after: 1, limit: 100 };
    const before = await store.feed(OPERATOR_SCOPE, page);
    letGoAfter(place);
    expect(await store.feed(OPERATOR_SCOPE, page)).toEqual(before);
    const next = store.feed(OPERATOR_SCOPE, page).catch((error: unknown) => error);
    if (place === 1)
      expect(TrackerError.is(await next, TrackerErrorCode.CURSOR_EXPIRED)).toBe(true);
    await close();
  });
});
