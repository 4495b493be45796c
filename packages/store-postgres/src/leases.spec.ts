import { AgentExecutionTracker, type Lease, type LeaseRequest } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { CuttingProxy } from './cutting-proxy.fixture.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

const RENEWALS = 10;

// 100 000 by hand: TRACKER_LEASE_MANY=100000 npx jest leases
const MANY = Number(process.env['TRACKER_LEASE_MANY'] ?? 2_000);

/** What it costs to keep so many running executions of one process alive for a while. */
async function costOf(count: number): Promise<{ statements: number; rows: number }> {
  const schema = newSchema();
  const clock = new ManualClock();
  const proxy = await CuttingProxy.start(Number(new URL(serverUrl()).port));
  const store = await openStore({ schema, clock, url: proxy.url, maxWaiting: 1_000_000 });
  let lease: Lease | undefined;
  const openLease = store.openLease.bind(store);
  store.openLease = async (request: LeaseRequest) => (lease = await openLease(request));
  const tracker = new AgentExecutionTracker({ store, clock, drainTimeoutMs: 0 });
  const limits = { executionTimeoutMs: 3_600_000, idleTimeoutMs: 3_600_000 };
  const request = { agentName: 'a', userId: 'ann', threadId: 't', limits };
  await new Promise<void>((resolve) => {
    let running = 0;
    for (let i = 0; i < count; i++) {
      void tracker.run(request, () => {
        running += 1;
        if (running === count) resolve();
        return new Promise(() => undefined);
      });
    }
  });

  const versions = (): Promise<{ id: string; xmin: string }[]> =>
    sql(`select id, xmin::text from ${schema}.executions
      union all select owner, xmin::text from ${schema}.leases order by 1`);
  const before = await versions();
  // of `begin`, a statement and `commit` together, the statement counts
  const statements = (): number => proxy.asked(`"${schema}"`);
  const asked = statements();
  for (let i = 0; i < RENEWALS; i++) {
    await clock.advance(1);
    await lease?.renew();
  }
  const after = await versions();
  const rewritten = after.filter(({ xmin }, n) => xmin !== before[n]?.xmin).length;
  const cost = { statements: statements() - asked, rows: rewritten };
  void tracker.close();
  await store.close();
  await proxy.close();
  await sql(`drop schema ${schema} cascade`);
  return cost;
}

describe('keeping executions alive', () => {
  it(`costs as many statements for ${MANY} as for one, and rewrites one row`, async () => {
    const one = await costOf(1);
    const many = await costOf(MANY);
    expect(many).toEqual(one);
    expect(many.rows).toBe(1);
    expect(many.statements).toBeLessThanOrEqual(2 * RENEWALS);
  });
});
