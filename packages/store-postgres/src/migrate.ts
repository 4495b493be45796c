import { TABLE_DIGEST, TrackerError, TrackerErrorCode } from '@tracker/state';
import type { Database } from './database.js';
import { MIGRATIONS, type Migration } from './migrations.js';
import type { Settings } from './options.js';
import { identifier } from './sql-words.js';

/** How long the driver waits for one step of it, in milliseconds: for a large table, hours may be right. */
const PATIENT = { query_timeout: 86_400_000 };

/**
 * Brings the schema to the present version and checks under which state table its data was written. Several that
 * open at once do it one after the other.
 */
export async function migrate(
  database: Database,
  { schema, migrate }: Settings,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const s = identifier(schema);
  await database.transaction('bring the schema up to date', async (client) => {
    // whoever comes second waits for the first, however long that takes
    await client.query(`set local lock_timeout = 0; set local statement_timeout = 0;
      set local tracker.scope = 'operator'`);
    await client.query({
      text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
      values: [`tracker schema ${schema}`],
      ...PATIENT,
    });
    const { rows: found } = await client.query(`select to_regclass($1) as meta`, [`${s}.meta`]);
    const fresh = found[0]?.meta === null;
    if (fresh && migrate) await client.query(create(s));
    const meta = fresh && !migrate ? [] : (await client.query(`select * from ${s}.meta`)).rows;
    const [{ version, digest } = { version: 0, digest: TABLE_DIGEST }] = meta;
    if (version > migrations.length || (version < migrations.length && !migrate)) {
      throw otherVersion(schema, { version, expected: migrations.length });
    }
    if (digest !== TABLE_DIGEST) throw otherTable(schema, digest);
    for (const migration of migrations.slice(version)) {
      await client.query({ text: migration(s), ...PATIENT });
    }
    if (version === migrations.length) return;
    await client.query(`update ${s}.meta set version = $1`, [migrations.length]);
  });
}

function create(s: string): string {
  return `
create schema if not exists ${s};
create table ${s}.meta (version integer not null, digest text not null);
insert into ${s}.meta values (0, '${TABLE_DIGEST}');
`;
}

function otherVersion(
  schema: string,
  { version, expected }: { version: number; expected: number },
): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message:
      `The schema "${schema}" is at version ${version} and this package at ${expected}: ` +
      `open it with \`migrate\` if it is older, and with a newer package if it is newer.`,
    details: { schema, version, expected },
  });
}

function otherTable(schema: string, digest: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.DIGEST_MISMATCH,
    message:
      `The schema "${schema}" was written under the state table ${digest}, and this package has ${TABLE_DIGEST}; ` +
      `use the package that wrote it.`,
    details: { schema, found: digest, expected: TABLE_DIGEST },
  });
}
