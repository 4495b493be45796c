import { AgentExecutionTracker, DEFAULT_LIMITS, MemoryStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { developmentVerifier } from './development-verifier.js';
import { queued } from './queued.js';
import { createServer } from './server.js';
import { operatorToken } from './site.fixture.js';
import type { CriteriaBucket } from './success-criteria.js';

const MINUTE = 60_000;

/** A server whose time stands still unless it is moved; it is asked without a network. */
async function aServer() {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock });
  const server = await createServer({
    tracker,
    dispatcher: queued(['any']),
    verifier: developmentVerifier(),
    clock,
  });
  const criteria = async (query = `?bucketMs=${MINUTE}&buckets=3`) => {
    const answer = await server.app.inject({
      url: `/v1/success-criteria${query}`,
      headers: { authorization: `Bearer ${operatorToken('root')}` },
    });
    const body = answer.json<{ complete: boolean; buckets: readonly CriteriaBucket[] }>();
    return { ...body, status: answer.statusCode };
  };
  const create = (agentName = 'any') =>
    tracker.createExecution({ agentName, userId: 'ada', threadId: 't' });
  const close = async () => {
    await server.close();
    await tracker.close();
  };
  return { clock, tracker, criteria, create, close };
}

it('counts each execution once, in the bucket of its birth, by how it ended and was delivered', async () => {
  const { clock, tracker, criteria, create, close } = await aServer();
  await create(); // before the window
  await clock.advance(5 * MINUTE);
  const [prompt, late, never] = [await create(), await create(), await create()];
  await tracker.completeExecution(prompt, { answer: 42 });
  await tracker.acknowledge(prompt);
  for (const id of [late, never]) await tracker.failExecution(id, { error: 'no' });
  await clock.advance(DEFAULT_LIMITS.deliveryTimeoutMs + 1);
  await tracker.acknowledge(late);
  await tracker.completeExecution(await create(), { answer: 0 });
  await create();
  const { buckets, complete } = await criteria();
  expect(complete).toBe(true);
  const end = clock.now() + 1;
  expect(buckets.map(({ from, until }) => [end - from, end - until])).toEqual([
    [3 * MINUTE, 2 * MINUTE],
    [2 * MINUTE, MINUTE],
    [MINUTE, 0],
  ]);
  const none = { deliveredInTime: 0, deliveredLate: 0, overdue: 0, awaiting: 0 };
  expect(buckets).toMatchObject([
    { ...none, total: 0 },
    {
      total: 3,
      byState: { completed: 1, failed: 2 },
      deliveredInTime: 1,
      deliveredLate: 1,
      overdue: 1,
      awaiting: 0,
    },
    { ...none, total: 2, byState: { completed: 1, pending: 1 }, awaiting: 1 },
  ]);
  await close();
});

it('puts a birth on a boundary into the later bucket, and leaves out what came before the first', async () => {
  const { clock, criteria, create, close } = await aServer();
  await create();
  await clock.advance(1);
  await create();
  await clock.advance(MINUTE - 1);
  await create();
  await clock.advance(MINUTE - 1);
  await create();
  const { buckets } = await criteria(`?bucketMs=${MINUTE}&buckets=2`);
  expect(buckets.map(({ total }) => total)).toEqual([2, 2]);
  expect((await criteria(`?bucketMs=${MINUTE}&buckets=1`)).buckets[0]?.total).toBe(2);
  await close();
});

it('looks past pages of other times, and at one agent when asked', async () => {
  const { criteria, create, close } = await aServer();
  for (let made = 0; made < 1_100; made++) await create(made % 11 === 0 ? 'odd' : 'any');
  expect((await criteria()).buckets.map(({ total }) => total)).toEqual([0, 0, 1_100]);
  const one = await criteria('?agentName=odd');
  expect(one.buckets).toHaveLength(24);
  expect(one.buckets.at(-1)?.total).toBe(100);
  await close();
});

it.each(['?buckets=0', '?buckets=501', '?bucketMs=1', '?bucketMs=x', '?agentName='])(
  'refuses %s',
  async (query) => {
    const { criteria, close } = await aServer();
    expect((await criteria(query)).status).toBe(400);
    await close();
  },
);
