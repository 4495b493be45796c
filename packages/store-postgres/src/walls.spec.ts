import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { REQUEST } from './request.fixture.js';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, refusalOf, serverUrl, sql } from './place.fixture.js';

/** The server as another role sees it. */
function as(role: string): string {
  const url = new URL(serverUrl());
  url.username = role;
  return url.href;
}

describe('the walls between users, in the database itself', () => {
  const schema = newSchema();
  const [writer, reader] = [`${schema}_writer`, `${schema}_reader`];
  let store: PostgresStore;
  let tracker: AgentExecutionTracker;
  let ids: Record<'ann' | 'bob', string>;

  beforeAll(async () => {
    await sql(`create role ${writer} login; create role ${reader} login;
      grant create on database postgres to ${writer}`);
    // the owner of the schema is no superuser: no wall stands in the way of one
    store = await openStore({ schema, url: as(writer) });
    await sql(`grant usage on schema ${schema} to ${reader};
      grant select on all tables in schema ${schema} to ${reader}`);
    tracker = new AgentExecutionTracker({ store });
    const [ann, bob] = [
      await tracker.createExecution({ ...REQUEST, userId: 'ann' }),
      await tracker.createExecution({ ...REQUEST, userId: 'bob' }),
    ];
    ids = { ann, bob };
    for (const id of [ann, bob]) await tracker.updateExecutionState(id, 'running');
    await tracker.completeExecution(bob, { answer: 1 });
  });

  afterAll(async () => {
    await tracker.close();
    await store.close();
    await sql(`drop schema ${schema} cascade;
      drop owned by ${writer}; drop owned by ${reader}; drop role ${writer}; drop role ${reader}`);
  });

  const seen = async (role: string, table: string, settings: string): Promise<string[]> => {
    const rows = await sql<{ user_id: string }>(
      `begin; ${settings}; select distinct user_id from ${schema}.${table} order by user_id`,
      as(role),
    );
    return rows.map(({ user_id }) => user_id);
  };

  it('let the tracker do all it does, for a role that is no superuser', async () => {
    expect(await store.counts(OPERATOR_SCOPE)).toMatchObject({
      byState: { running: 1, completed: 1 },
    });
    expect(await store.list(OPERATOR_SCOPE, { limit: 9 })).toHaveLength(2);
    expect(await store.list({ userId: 'ann' }, { limit: 9 })).toHaveLength(1);
    expect(await store.read({ userId: 'ann' }, ids.bob)).toBeUndefined();
    expect((await store.feed({ userId: 'ann' }, { after: 0, limit: 99 })).length).toBe(3);
    expect(await store.tidy()).toBe(0);
  });

  it.each(['executions', 'facts'])(
    'show nobody’s %s to who does not say who asks',
    async (table) => {
      for (const role of [reader, writer]) {
        expect(await seen(role, table, 'select 1')).toEqual([]);
        expect(await seen(role, table, `set local tracker.user_id = 'nobody'`)).toEqual([]);
      }
    },
  );

  it.each(['executions', 'facts'])('show each user their own %s', async (table) => {
    for (const role of [reader, writer]) {
      expect(await seen(role, table, `set local tracker.user_id = 'ann'`)).toEqual(['ann']);
      expect(await seen(role, table, `set local tracker.user_id = 'bob'`)).toEqual(['bob']);
    }
  });

  it('take nobody for the operator who may only read', async () => {
    const operator = `set local tracker.scope = 'operator'`;
    expect(await seen(writer, 'executions', operator)).toEqual(['ann', 'bob']);
    expect(await seen(reader, 'executions', operator)).toEqual([]);
  });

  it('let nobody write as a user, not even their own', async () => {
    const user = `begin; set local tracker.user_id = 'ann'`;
    for (const statement of [
      `update ${schema}.executions set version = version + 1, state = 'failed'`,
      `delete from ${schema}.executions`,
      `delete from ${schema}.facts`,
    ]) {
      const touched = await sql(`${user}; ${statement} returning 1`, as(writer));
      expect(touched).toEqual([]);
      expect(await refusalOf(`${user}; ${statement}`, as(reader))).toMatch(/permission denied/);
    }
    const put = `insert into ${schema}.facts values (99, 'x', 1, 'ann', null, 'pending', null, '{}')`;
    expect(await refusalOf(`${user}; ${put}`, as(writer))).toMatch(/row-level security/);
  });

  it.each(['commit_batch', 'claim_due', 'forget', 'renew_lease', 'write_signs'])(
    'let nobody call %s who was not granted it',
    async (name) => {
      const [row] = await sql<{ may: boolean }>(
        `select bool_or(has_function_privilege('${reader}', p.oid, 'execute')) as may
         from pg_proc p where p.pronamespace = '${schema}'::regnamespace and p.proname = '${name}'`,
      );
      expect(row).toEqual({ may: false });
    },
  );

  it('keep the guards up when the tracker’s own role writes by hand', async () => {
    const operator = `begin; set local tracker.scope = 'operator'`;
    const set = (columns: string, id: string): string =>
      `${operator}; update ${schema}.executions set ${columns} where id = '${id}'`;
    expect(
      await refusalOf(set(`version = version + 1, state = 'failed'`, ids.bob), as(writer)),
    ).toMatch(/has ended never changes/);
    expect(await refusalOf(set(`state = 'pending'`, ids.ann), as(writer))).toMatch(
      /changes with its version/,
    );
    expect(await refusalOf(`${operator}; delete from ${schema}.facts`, as(writer))).toMatch(
      /never taken back/,
    );
  });
});
