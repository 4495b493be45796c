import type { Place, World } from '@tracker/store-conformance';
import pg from 'pg';
import { PostgresStore, type PostgresStoreOptions } from './index.js';

/** The server that the test run has started. */
export function serverUrl(): string {
  const url = process.env['TRACKER_TEST_POSTGRES'];
  if (!url) throw new Error('The test run has started no server; run the specs through jest.');
  return url;
}

let schemas = 0;

/** The name of a schema that nobody else has. */
export function newSchema(): string {
  schemas += 1;
  return `t_${process.pid}_${schemas}`;
}

/** Asks the server something as psql would. */
export async function sql<R = Record<string, unknown>>(
  text: string,
  url = serverUrl(),
): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result: unknown = await client.query(text);
    const last = (Array.isArray(result) ? result.at(-1) : result) as { rows: R[] };
    return last.rows;
  } finally {
    await client.end();
  }
}

/** A store in a schema of its own. */
export function openStore(options: Partial<PostgresStoreOptions> = {}): Promise<PostgresStore> {
  return PostgresStore.open({ url: serverUrl(), schema: newSchema(), beacon: false, ...options });
}

/** The server as a role sees it that is no superuser and may make schemas: the walls stand in its way too. */
export async function ordinaryUrl(): Promise<string> {
  const role = `ordinary_${process.pid}`;
  await sql(`do $$ begin
      create role ${role} login;
      grant create on database postgres to ${role};
    exception when duplicate_object then null; end $$`);
  const url = new URL(serverUrl());
  url.username = role;
  return url.href;
}

/** An empty place for the conformance kit. */
export async function aPlace({ clock, maxEnded }: World): Promise<Place> {
  const schema = newSchema();
  const url = await ordinaryUrl();
  return {
    open: () => openStore({ schema, url, clock, ...(maxEnded === undefined ? {} : { maxEnded }) }),
    forgeDigest: async () => void (await sql(`update ${schema}.meta set digest = 'another'`)),
    tidy: async (store) => void (await (store as PostgresStore).tidy()),
    remove: async () => void (await sql(`drop schema ${schema} cascade`)),
  };
}

/** What the server says when it refuses a statement. */
export async function refusalOf(statement: string, url = serverUrl()): Promise<string> {
  return sql(statement, url).then(
    () => `it was done: ${statement}`,
    (error: unknown) => String(error),
  );
}
