import { OPERATOR_SCOPE } from '@tracker/core';
import { births } from '@tracker/store-conformance';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

const BIRTHS = 20;

describe.each(['repeatable read', 'serializable'])('a role whose transactions are %s', (level) => {
  const schema = newSchema();
  const role = `${schema}_strict`;
  const stores: PostgresStore[] = [];

  beforeAll(async () => {
    await sql(`create role ${role} login superuser;
      alter role ${role} set default_transaction_isolation to '${level}'`);
    const url = new URL(serverUrl());
    url.username = role;
    for (const pooled of [false, false, true]) {
      stores.push(await openStore({ schema, url: url.href, pooled }));
    }
  });

  afterAll(async () => {
    for (const store of stores) await store.close();
    await sql(`drop schema ${schema} cascade; drop role ${role}`);
  });

  it('is told what is there instead by each store, and all that is written stands in the feed', async () => {
    for (const [n, birth] of (await births(BIRTHS)).entries()) {
      const results = await Promise.all(
        stores.map((store, s) => store.commit([{ ...birth, commitId: `${n} by ${s}` }])),
      );
      const told = results.map(([result]) => result?.status).sort();
      expect(told).toEqual(['committed', 'conflict', 'conflict']);
    }
    const feed = await stores[0]?.feed(OPERATOR_SCOPE, { after: 0, limit: 1_000 });
    expect(feed).toHaveLength(BIRTHS);
  });
});
