import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { TrackerErrorCode } from '@tracker/state';
import { openStore } from './open-store.js';
import { storeKind } from './store-kind.js';

const folder = mkdtempSync(join(tmpdir(), 'stores-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an address', () => {
  it.each([
    ['memory', 'memory'],
    ['./memory', 'sqlite'],
    ['tracker.db', 'sqlite'],
    ['/var/lib/tracker/data.sqlite', 'sqlite'],
    ['C:\\data\\tracker.db', 'sqlite'],
    ['postgres://user@host/tracker', 'postgres'],
    ['PostgreSQL://host', 'postgres'],
  ])('%s is of %s', (address, kind) => {
    expect(storeKind(address)).toBe(kind);
  });

  it.each(['', '  ', 'mysql://host/db', 'https://example.org', ':memory:', 'file:a.db'])(
    '%j is refused',
    (address) => {
      expect(() => storeKind(address)).toThrow(
        expect.objectContaining({ code: TrackerErrorCode.INVALID_INPUT }),
      );
    },
  );

  it('never repeats what may hold a password', () => {
    expect(() => storeKind('mysql://root:hunter2@host')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });
});

describe('a store by its address', () => {
  it('in memory is one of this process', async () => {
    const store = await openStore('memory', { maxEnded: 5 });
    expect(store).toBeInstanceOf(MemoryStore);
    await store.close();
  });

  it('in a file has its folder made, and is there again for the next', async () => {
    const file = join(folder, 'new', 'deeper', 'tracker.db');
    const first = await openStore(file);
    const tracker = new AgentExecutionTracker({ store: first });
    const { executionId } = await tracker.run(
      { agentName: 'a', userId: 'ann', threadId: 't' },
      () => 'an answer',
    );
    await tracker.close();
    await first.close();
    const second = await openStore(file);
    const found = await second.read({ userId: 'ann' }, executionId);
    expect(found?.record.state).toBe('completed');
    await second.close();
  });

  it('in a place that can be no folder says so', async () => {
    writeFileSync(join(folder, 'taken'), '');
    await expect(openStore(join(folder, 'taken', 'tracker.db'))).rejects.toMatchObject({
      code: TrackerErrorCode.STORE_FAILURE,
      message: expect.stringMatching(/taken.*Give another path/),
    });
  });

  it('at a server that nobody runs rejects as that store does', async () => {
    await expect(openStore('postgres://127.0.0.1:9/none')).rejects.toMatchObject({
      code: TrackerErrorCode.STORE_FAILURE,
    });
    // the store tries for a while
  }, 30_000);
});
