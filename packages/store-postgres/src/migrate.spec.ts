import { TrackerErrorCode } from '@tracker/state';
import { AgentExecutionTracker } from '@tracker/core';
import { REQUEST } from './request.fixture.js';
import { Database } from './database.js';
import { migrate } from './migrate.js';
import { MIGRATIONS, type Migration } from './migrations.js';
import { parseSettings } from './options.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

const schemas: string[] = [];

function aSchema(): string {
  const schema = newSchema();
  schemas.push(schema);
  return schema;
}

afterAll(async () => {
  for (const schema of schemas) await sql(`drop schema if exists ${schema} cascade`);
});

const versionOf = async (schema: string): Promise<number> => {
  const [row] = await sql<{ version: number }>(`select version from ${schema}.meta`);
  return row?.version ?? -1;
};

/** Brings a schema up to date with other steps than the present ones. */
async function migrateWith(schema: string, steps: readonly Migration[]): Promise<void> {
  const settings = parseSettings({ schema });
  const database = new Database(serverUrl(), settings);
  try {
    await migrate(database, settings, steps);
  } finally {
    await database.close();
  }
}

/** What a version to come might add. */
const NEXT: Migration = (s) =>
  `create table ${s}.added (at bigint); insert into ${s}.added values (1)`;

describe('a schema', () => {
  it.each(MIGRATIONS.map((_, version) => version))(
    'is brought up to date from version %d',
    async (version) => {
      const schema = aSchema();
      await migrateWith(schema, MIGRATIONS.slice(0, version));
      expect(await versionOf(schema)).toBe(version);
      const store = await openStore({ schema });
      expect(await versionOf(schema)).toBe(MIGRATIONS.length);
      const tracker = new AgentExecutionTracker({ store });
      const { state } = await tracker.run(REQUEST, () => 'an answer');
      expect(state).toBe('completed');
      await tracker.close();
      await store.close();
    },
  );

  it('keeps its data through a step', async () => {
    const schema = aSchema();
    const before = await openStore({ schema });
    const tracker = new AgentExecutionTracker({ store: before });
    const { executionId } = await tracker.run(REQUEST, () => 'an answer');
    await tracker.close();
    await before.close();
    await migrateWith(schema, [...MIGRATIONS, NEXT]);
    expect(await versionOf(schema)).toBe(MIGRATIONS.length + 1);
    expect(await sql(`select id, state from ${schema}.executions`)).toEqual([
      { id: executionId, state: 'completed' },
    ]);
    expect(await sql(`select at from ${schema}.added`)).toHaveLength(1);
  });

  it('is brought up to date once by many who open it at the same time', async () => {
    const schema = aSchema();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ schema })));
    for (const store of stores) await store.close();
    const steps = [...MIGRATIONS, NEXT];
    await Promise.all(Array.from({ length: 6 }, () => migrateWith(schema, steps)));
    expect(await sql(`select at from ${schema}.added`)).toHaveLength(1);
    expect(await versionOf(schema)).toBe(steps.length);
  });

  it('is as before when a step fails', async () => {
    const schema = aSchema();
    await migrateWith(schema, MIGRATIONS);
    const wrong: Migration = (s) => `create table ${s}.added (at bigint); select 1 / 0`;
    await expect(migrateWith(schema, [...MIGRATIONS, wrong])).rejects.toMatchObject({
      code: TrackerErrorCode.STORE_FAILURE,
    });
    expect(await versionOf(schema)).toBe(MIGRATIONS.length);
    expect(await sql(`select to_regclass('${schema}.added') as added`)).toEqual([{ added: null }]);
  });

  it('of a newer version is refused, and one that is not there when nothing may be made', async () => {
    const schema = aSchema();
    await migrateWith(schema, [...MIGRATIONS, NEXT]);
    await expect(openStore({ schema })).rejects.toMatchObject({
      code: TrackerErrorCode.NOT_APPLICABLE,
      message: expect.stringMatching(/newer package/),
    });
    const other = aSchema();
    await expect(openStore({ schema: other, migrate: false })).rejects.toMatchObject({
      code: TrackerErrorCode.NOT_APPLICABLE,
    });
    expect(await sql(`select to_regnamespace('${other}') as made`)).toEqual([{ made: null }]);
  });
});
