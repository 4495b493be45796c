import { TABLE_DIGEST, TrackerErrorCode } from '@tracker/state';
import { inspectSchema } from './index.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

describe('a look at a schema', () => {
  it('tells its version, its table, and how far the clocks are apart', async () => {
    const schema = newSchema();
    await (await openStore({ schema })).close();
    const seen = await inspectSchema({ url: serverUrl(), schema });
    expect(seen).toMatchObject({
      digest: TABLE_DIGEST,
      server: expect.stringMatching(/^PostgreSQL \d/),
    });
    expect(seen.schemaVersion).toBe(seen.latestSchema);
    expect(Math.abs(seen.clockAheadMs)).toBeLessThan(60_000); // it is the same machine
    await sql(`drop schema ${schema} cascade`);
  });

  it('makes none where there is none', async () => {
    const schema = newSchema();
    const seen = await inspectSchema({ url: serverUrl(), schema });
    expect(seen).toMatchObject({ schemaVersion: 0, digest: null });
    expect(await sql(`select 1 from pg_namespace where nspname = '${schema}'`)).toEqual([]);
  });

  it('rejects when nobody answers', async () => {
    await expect(inspectSchema({ url: 'postgres://127.0.0.1:9/none' })).rejects.toMatchObject({
      code: TrackerErrorCode.STORE_FAILURE,
    });
  }, 30_000);
});
