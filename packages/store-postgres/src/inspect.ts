import { SystemClock } from '@tracker/core';
import { TABLE_DIGEST } from '@tracker/state';
import { Database } from './database.js';
import { MIGRATIONS } from './migrations.js';
import { parseSettings } from './options.js';
import { identifier } from './sql-words.js';

/** What a schema in a database is like, without opening it as a store. */
export interface SchemaCondition {
  /** Such as `PostgreSQL 18.1`. */
  readonly server: string;
  /** 0 when there is no such schema yet. */
  readonly schemaVersion: number;
  /** What this package would bring it to. */
  readonly latestSchema: number;
  /** The state table that it was written under; null when there is no such schema yet. */
  readonly digest: string | null;
  readonly expectedDigest: string;
  /** By how much the server's clock is ahead of this machine's, in milliseconds; half a round trip is not known. */
  readonly clockAheadMs: number;
}

/** Looks at a schema and changes nothing. Rejects with `store_failure` when the server can't be reached. */
export async function inspectSchema(given: {
  readonly url: string;
  readonly schema?: string;
}): Promise<SchemaCondition> {
  const { url, ...rest } = given;
  const settings = parseSettings({ ...rest, maxConnections: 1 });
  const database = new Database(url, settings);
  try {
    return { ...(await serverOf(database)), ...(await schemaOf(database, settings.schema)) };
  } finally {
    await database.close();
  }
}

async function serverOf(
  database: Database,
): Promise<Pick<SchemaCondition, 'server' | 'clockAheadMs'>> {
  const ask = (): Promise<{ version: string; now: number }[]> =>
    database.run('tell its version', {
      text: `select current_setting('server_version') as version, extract(epoch from clock_timestamp())::float8 * 1000 as now`,
    });
  await ask(); // the first one connects, which would count as a round trip
  const clock = new SystemClock();
  const asked = clock.now();
  const [{ version, now } = { version: '?', now: asked }] = await ask();
  const clockAheadMs = Math.round(now - (asked + clock.now()) / 2);
  return { server: `PostgreSQL ${version}`, clockAheadMs };
}

async function schemaOf(database: Database, schema: string) {
  const meta = `${identifier(schema)}.meta`;
  const [found] = await database.run<{ there: boolean }>('look for the schema', {
    text: 'select to_regclass($1) is not null as there',
    values: [meta],
  });
  const rows = found?.there
    ? await database.run<{ version: number; digest: string }>('read the schema version', {
        text: `select version, digest from ${meta}`,
      })
    : [];
  return {
    schemaVersion: rows[0]?.version ?? 0,
    latestSchema: MIGRATIONS.length,
    digest: rows[0]?.digest ?? null,
    expectedDigest: TABLE_DIGEST,
  };
}
