import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLE_DIGEST, TrackerErrorCode } from '@tracker/state';
import { inspectStore } from './inspect-store.js';
import { openStore } from './open-store.js';

const folder = mkdtempSync(join(tmpdir(), 'inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a look at the store of an address', () => {
  it('sees the memory of this process', async () => {
    expect(await inspectStore('memory')).toMatchObject({ kind: 'memory', exists: true });
  });

  it('makes no file where there is none', async () => {
    const file = join(folder, 'none.db');
    expect(await inspectStore(file)).toMatchObject({ kind: 'sqlite', exists: false });
    expect(existsSync(file)).toBe(false);
  });

  it('tells the schema of a file and its table', async () => {
    const file = join(folder, 'tracker.db');
    await (await openStore(file)).close();
    const seen = await inspectStore(file);
    expect(seen).toMatchObject({ exists: true, digest: TABLE_DIGEST, locked: false });
    expect(seen.schemaVersion).toBe(seen.latestSchema);
  });

  it('rejects as opening does', async () => {
    await expect(inspectStore('mysql://host')).rejects.toMatchObject({
      code: TrackerErrorCode.INVALID_INPUT,
    });
  });
});
