import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLE_DIGEST, TrackerErrorCode } from '@tracker/state';
import { connect } from './database.js';
import { SqliteStore, inspectFile } from './index.js';
import { loadDriver } from './sqlite-driver.js';

const folder = mkdtempSync(join(tmpdir(), 'inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

const newFile = async (name: string): Promise<string> => {
  const file = join(folder, name);
  await (await SqliteStore.open({ file, beacon: false })).close();
  return file;
};

describe('a look at a file', () => {
  it('tells its schema and the state table it was written under', async () => {
    const seen = await inspectFile(await newFile('ours.db'));
    expect(seen).toMatchObject({
      digest: TABLE_DIGEST,
      expectedDigest: TABLE_DIGEST,
      locked: false,
    });
    expect(seen.schemaVersion).toBe(seen.latestSchema);
  });

  it('leaves an empty file empty', async () => {
    const file = join(folder, 'empty.db');
    writeFileSync(file, '');
    const [first, second] = [await inspectFile(file), await inspectFile(file)];
    expect(first).toMatchObject({ schemaVersion: 0, digest: null });
    expect(second).toEqual(first);
  });

  it('sees that another connection holds the write lock', async () => {
    const file = await newFile('locked.db');
    const other = connect(await loadDriver(), file);
    other.exec('BEGIN IMMEDIATE');
    expect(await inspectFile(file)).toMatchObject({ locked: true });
    other.exec('ROLLBACK');
    other.close();
  });

  it('refuses what is no database, and one of somebody else', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a database, '.repeat(100));
    const theirs = join(folder, 'theirs.db');
    const other = connect(await loadDriver(), theirs);
    other.exec('CREATE TABLE books (title TEXT)');
    other.close();
    for (const file of [text, theirs]) {
      await expect(inspectFile(file)).rejects.toMatchObject({
        code: TrackerErrorCode.STORE_FAILURE,
      });
    }
  });
});
