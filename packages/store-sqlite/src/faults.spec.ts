import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { connect } from './database.js';
import { fileWrongs } from './file-wrongs.fixture.js';
import { SqliteStore } from './index.js';
import { loadDriver, type Connection } from './sqlite-driver.js';

const folder = mkdtempSync(join(tmpdir(), 'tracker-faults-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

const request = { agentName: 'triage', userId: 'ann', threadId: 't' };

/** A file with some executions in it, closed. */
async function written(): Promise<string> {
  const file = newFile();
  const store = await SqliteStore.open({ file });
  const tracker = new AgentExecutionTracker({ store });
  for (let i = 0; i < 20; i++) await tracker.run(request, () => `answer ${i}`);
  await tracker.close();
  await store.close();
  // a file that nobody in this process has had open
  const copy = newFile();
  copyFileSync(file, copy);
  return copy;
}

async function raw(file: string, work: (connection: Connection) => void): Promise<void> {
  const connection = connect(await loadDriver(), file);
  work(connection);
  connection.close();
}

async function refused(promise: Promise<unknown>): Promise<TrackerError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!TrackerError.is(error)) throw new Error(`no error of the tracker: ${String(error)}`);
  return error;
}

describe('a file that can not be opened', () => {
  const cases: [string, () => Promise<string>, Record<string, unknown>, RegExp][] = [
    [
      'no SQLite database',
      async () => {
        const file = newFile();
        writeFileSync(file, 'Dear diary, '.repeat(1_000));
        return file;
      },
      { reason: 'foreign_file' },
      /no SQLite database; give another name, nothing in it was changed/,
    ],
    [
      'the database of another program',
      async () => {
        const file = newFile();
        await raw(file, (connection) => connection.exec('CREATE TABLE theirs (x)'));
        return file;
      },
      { reason: 'foreign_file' },
      /another program; nothing in it was changed/,
    ],
    [
      'in a folder that is not there',
      async () => join(folder, 'nowhere', 'tracker.db'),
      { reason: 'can_not_open' },
      /check that its directory exists/,
    ],
    [
      'of a newer schema',
      async () => {
        const file = await written();
        await raw(file, (connection) => connection.exec('PRAGMA user_version = 99'));
        return file;
      },
      { reason: 'newer_schema', version: 99 },
      /Install the newer version/,
    ],
  ];

  it.each(cases)('is %s: it says so and what to do', async (_, make, details, advice) => {
    const file = await make();
    const error = await refused(SqliteStore.open({ file }));
    expect(error).toMatchObject({ code: TrackerErrorCode.STORE_FAILURE, details });
    expect(error.message).toMatch(advice);
    expect(error.message).toContain(file);
  });

  it('was written under another state table: it says which', async () => {
    const file = await written();
    await raw(file, (connection) => connection.exec("UPDATE meta SET value = 'another'"));
    const error = await refused(SqliteStore.open({ file }));
    expect(error.code).toBe(TrackerErrorCode.DIGEST_MISMATCH);
    expect(error.message).toMatch(/digest another.*Open it with the version/);
  });

  it('of others is left as it was', async () => {
    const file = newFile();
    writeFileSync(file, 'Dear diary, '.repeat(1_000));
    const before = readFileSync(file);
    await refused(SqliteStore.open({ file }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('a damaged file', () => {
  it('is told apart from a lost disk, and what can be read is not made up', async () => {
    const file = await written();
    const damaged = openSync(file, 'r+');
    const noise = Buffer.alloc(4_096 * 8, 0xa5);
    writeSync(damaged, noise, 0, noise.length, 4_096);
    closeSync(damaged);
    const store = await SqliteStore.open({ file }).catch((error: unknown) => error);
    const error =
      store instanceof SqliteStore
        ? await refused(store.list(OPERATOR_SCOPE, { limit: 100 }))
        : store;
    if (store instanceof SqliteStore) await store.close();
    expect(error).toMatchObject({ details: { reason: 'corrupt' } });
    expect((error as TrackerError).message).toMatch(/put it aside .* restore a backup/);
  });
});

/** Does `work` with the rights of nobody in particular; whoever may do everything is refused nothing. */
async function withoutRights(work: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('a file that may only be read', () => {
  it('says whose rights are missing where', async () => {
    const file = await written();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    try {
      await withoutRights(async () => {
        const error = await refused(SqliteStore.open({ file }));
        expect(error).toMatchObject({ details: { reason: 'read_only' } });
        expect(error.message).toMatch(/give this user the right to write both/);
      });
    } finally {
      chmodSync(folder, 0o755);
    }
  });
});

describe('a full disk', () => {
  it('refuses what does not fit, keeps what was acknowledged, and goes on when there is room', async () => {
    const file = await written();
    const small = await SqliteStore.open({ file, maxBytes: 1_000_000 });
    const tracker = new AgentExecutionTracker({ store: small });
    const acknowledged: string[] = [];
    let error: TrackerError | undefined;
    while (!error && acknowledged.length < 2_000) {
      const metadata = { note: 'x'.repeat(2_000) };
      await tracker.createExecution({ ...request, metadata }).then(
        (id) => acknowledged.push(id),
        (reason: TrackerError) => (error = reason),
      );
    }
    expect(error).toMatchObject({ code: 'store_failure', details: { reason: 'disk_full' } });
    expect(error?.message).toMatch(/make room.*what was acknowledged is safe/);
    expect(await tracker.getExecutionState(acknowledged[0] as string)).toBe('pending');
    await tracker.close();
    await small.close();
    expect(await fileWrongs(file)).toEqual([]);

    const large = await SqliteStore.open({ file });
    for (const id of acknowledged) {
      expect((await large.read(OPERATOR_SCOPE, id))?.record.state).toBe('pending');
    }
    const other = new AgentExecutionTracker({ store: large });
    expect(await other.run(request, () => 'there is room')).toMatchObject({ state: 'completed' });
    await other.close();
    await large.close();
  });
});

describe('a lock that another holds', () => {
  it('is waited for while the event loop goes on, and then the commit is made', async () => {
    const file = await written();
    const store = await SqliteStore.open({ file });
    const tracker = new AgentExecutionTracker({ store });
    const other = connect(await loadDriver(), file);
    other.exec('BEGIN IMMEDIATE');
    const creating = tracker.createExecution(request);
    for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
    other.exec('COMMIT');
    expect(await tracker.getExecutionState(await creating)).toBe('pending');
    other.close();
    await tracker.close();
    await store.close();
  });

  it('for too long is an error that says so', async () => {
    const file = await written();
    const store = await SqliteStore.open({ file, lockTimeoutMs: 50 });
    const other = connect(await loadDriver(), file);
    other.exec('BEGIN IMMEDIATE');
    const snapshot = { dependency: 'llm', state: 'closed', failures: 0 } as never;
    const error = await refused(store.saveBreaker(snapshot));
    expect(error).toMatchObject({ details: { reason: 'locked' } });
    expect(error.message).toMatch(/close what keeps a transaction open/);
    other.exec('ROLLBACK');
    other.close();
    await store.saveBreaker(snapshot);
    await store.close();
  });
});
