import { executionSchema, historyEventSchema } from '@tracker/state';
import { z } from 'zod';
import { RawClient } from './raw-client.fixture.js';
import { explanationSchema } from './explain.js';
import { historySchema, pageSchema } from './routes-executions.js';
import { AGENTS, openSite, operatorToken, userToken, type Site } from './site.fixture.js';

let site: Site;
beforeAll(async () => {
  site = await openSite({ agents: { ...AGENTS, guarded: guardedAgent }, origins: ['self'] });
});
afterAll(() => site.close());

/** Uses something that others depend on, too. */
const guardedAgent: (typeof AGENTS)['echo'] = (execution) =>
  execution.guard('llm:x', async () => 'ok');

async function call(token: string | undefined, path: string, body?: object | string) {
  const response = await fetch(`${site.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, body: type.includes('json') ? JSON.parse(text) : text };
}
const ada = userToken('ada');
const root = operatorToken('root');

async function ended(messageId: string, agentName: string): Promise<string> {
  const client = await RawClient.welcomed(site.url, ada);
  const { body } = await call(ada, '/v1/executions', { messageId, text: 'hi', agentName });
  const over = () =>
    client.agentFrames.some(
      ({ executionId, type }) =>
        executionId === body.executionId &&
        /completed|error/.test(type) &&
        type.startsWith('agent'),
    );
  await client.until(over);
  client.socket.close();
  return body.executionId;
}

it('starts, shows, lists, tells the history and takes the acknowledgement', async () => {
  const id = await ended('m-1', 'echo');
  const shown = await call(ada, `/v1/executions/${id}`);
  expect(executionSchema.parse(shown.body)).toMatchObject({ id, state: 'completed', runId: 'm-1' });
  const { events } = (await call(ada, `/v1/executions/${id}/history`)).body;
  expect(z.array(historyEventSchema).parse(events)).toHaveLength(shown.body.version);
  const listed = pageSchema.parse(
    (await call(ada, '/v1/executions?state=completed&state=failed')).body,
  );
  expect(listed.executions.map((one) => one.id)).toContain(id);
  expect((await call(ada, '/v1/undelivered')).body.executions).toHaveLength(1);
  const acknowledged = await call(ada, `/v1/executions/${id}/acknowledge`, {});
  expect(acknowledged.body).toEqual({ executionId: id, state: 'completed' });
  expect((await call(ada, '/v1/undelivered')).body.executions).toEqual([]);
});

it('tells a history page by page', async () => {
  const id = await ended('m-paged', 'echo');
  const path = `/v1/executions/${id}/history`;
  const whole = historySchema.parse((await call(ada, path)).body);
  expect(whole.events.length).toBeGreaterThan(2);
  const told: unknown[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = historySchema.parse((await call(ada, `${path}?after=${after}&limit=2`)).body);
    expect(page.events.length).toBeLessThanOrEqual(2);
    told.push(...page.events);
    after = page.next;
  }
  expect(told).toEqual(whole.events);
  expect(whole).not.toHaveProperty('next');
  const beyond = await call(ada, `${path}?after=${whole.events.length}`);
  expect([beyond.status, beyond.body]).toEqual([200, { events: [] }]);
});

it('starts once, however often it is asked', async () => {
  const message = { messageId: 'again', text: 'hi' };
  const answers = await Promise.all([1, 2, 3].map(() => call(ada, '/v1/executions', message)));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(answers.map(({ body }) => body.executionId)).size).toBe(1);
  const other = await call(ada, '/v1/executions', { ...message, text: 'something else' });
  expect([other.status, other.body.error.code]).toEqual([409, 'duplicate_id']);
});

it('holds, resumes and cancels', async () => {
  const { body } = await call(ada, '/v1/executions', {
    messageId: 'h',
    text: 'hi',
    agentName: 'endless',
  });
  const path = `/v1/executions/${body.executionId}`;
  expect((await call(ada, `${path}/hold`, { reason: 'ask the boss' })).body.state).toBe('running');
  const why = explanationSchema.parse((await call(root, `${path}/why`)).body);
  expect(why).toMatchObject({ waitsFor: 'hold', why: 'It is on hold: ask the boss' });
  expect((await call(ada, `${path}/hold`, { reason: 'again' })).status).toBe(409);
  expect((await call(ada, `${path}/resume`, {})).status).toBe(200);
  expect((await call(root, `${path}/cancel`, { reason: 'enough' })).status).toBe(200);
});

it('answers operators alone why, how much and which breakers', async () => {
  const id = await ended('w', 'guarded');
  expect((await call(root, `/v1/executions/${id}/why`)).body).toMatchObject({ waitsFor: 'client' });
  expect((await call(root, '/v1/metrics')).body).toMatchObject({ overdue: 0 });
  expect((await call(root, '/v1/breakers')).body.breakers).toMatchObject([
    { dependency: 'llm:x', state: 'closed' },
  ]);
  expect((await call(root, '/v1/breakers/llm:x/reset', {})).status).toBe(200);
  expect((await call(root, '/v1/breakers/nonesuch/reset', {})).status).toBe(404);
  for (const path of [
    `/v1/executions/${id}/why`,
    '/v1/metrics',
    '/v1/breakers',
    '/v1/success-criteria',
    '/metrics',
  ]) {
    expect([path, (await call(ada, path)).status]).toEqual([path, 403]);
    expect([path, (await call(undefined, path)).status]).toEqual([path, 401]);
  }
});

it('says of an operator’s question which clocks run, and which runs out first', async () => {
  const { body } = await call(ada, '/v1/executions', {
    messageId: 'clocks',
    text: 'hi',
    agentName: 'endless',
  });
  const path = `/v1/executions/${body.executionId}`;
  const client = await RawClient.welcomed(site.url, ada, 0);
  await client.until(() =>
    client.agentFrames.some(
      ({ executionId, state }) => executionId === body.executionId && state === 'running',
    ),
  );
  client.socket.close();
  const why = explanationSchema.parse((await call(root, `${path}/why`)).body);
  expect(why.clocks.map(({ clock }) => clock).sort()).toEqual(['execution', 'idle', 'liveness']);
  expect(why.untilAt).toBe(Math.min(...why.clocks.map(({ deadline }) => deadline)));
  await call(root, `${path}/cancel`, {});
  expect((await call(root, '/v1/executions/nonesuch/why')).status).toBe(404);
});

it('lists one user’s executions for an operator, and for a user their own alone', async () => {
  const bob = userToken('bob');
  const { body } = await call(bob, '/v1/executions', { messageId: 'of-bob', text: 'hi' });
  for (const list of ['executions', 'undelivered']) {
    const of = async (token: string, userId: string) =>
      call(token, `/v1/${list}?userId=${userId}&limit=1000`);
    const users = new Set(
      pageSchema.parse((await of(root, 'ada')).body).executions.map(({ userId }) => userId),
    );
    expect([...users].filter((userId) => userId !== 'ada')).toEqual([]);
    expect((await of(bob, 'bob')).status).toBe(200);
    expect((await of(bob, 'ada')).body.error.code).toBe('forbidden');
  }
  const own = (await call(root, '/v1/executions?userId=bob')).body.executions;
  expect(own.map(({ id }: { id: string }) => id)).toEqual([body.executionId]);
});

it('lists page by page, each execution once', async () => {
  for (let count = 0; count < 5; count++) {
    await call(userToken('pia'), '/v1/executions', { messageId: `p-${count}`, text: 'hi' });
  }
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const page = await call(root, `/v1/executions?userId=pia&limit=2${after}`);
    const { executions, next } = pageSchema.parse(page.body);
    seen.push(...executions.map(({ runId }) => runId));
    if (next === undefined) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  expect(seen).toEqual(['p-4', 'p-3', 'p-2', 'p-1', 'p-0']);
});

it('shows users no detail of a failure, and operators all of it', async () => {
  const id = await ended('b', 'broken');
  const paths = ['', '/history'].map((rest) => `/v1/executions/${id}${rest}`);
  for (const path of paths) {
    expect(JSON.stringify((await call(ada, path)).body)).not.toContain('db.internal');
    expect(JSON.stringify((await call(root, path)).body)).toContain('db.internal');
  }
});

it.each([
  ['/v1/executions', '{"messageId":', 400, 'invalid_input'],
  ['/v1/executions', '{"messageId":"m","text":"x","role":"operator"}', 400, 'invalid_input'],
  ['/v1/executions', '{"messageId":"m","text":"x","__proto__":{"a":1}}', 400, 'invalid_input'],
  ['/v1/executions', { messageId: 'm', text: 'x', agentName: 'nobody' }, 400, 'invalid_input'],
  ['/v1/executions', { messageId: 'm', text: 'x'.repeat(70_000) }, 413, 'limit_reached'],
  ['/v1/executions?limit=0', undefined, 400, 'invalid_input'],
  ['/v1/executions?state=done', undefined, 400, 'invalid_input'],
  ['/v1/executions/nonesuch', undefined, 404, 'not_found'],
  ['/v1/executions/nonesuch/history', undefined, 404, 'not_found'],
  ['/v1/executions/nonesuch/history?after=7', undefined, 404, 'not_found'],
  ['/v1/executions/nonesuch/history?after=-1', undefined, 400, 'invalid_input'],
  ['/v1/executions/nonesuch/history?limit=1001', undefined, 400, 'invalid_input'],
  ['/v1/nothing', undefined, 404, 'not_found'],
])('refuses %s %j with a reason', async (path, body, status, code) => {
  const answer = await call(ada, path, body);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(answer.body.error.message).toMatch(/^[A-Z].*\.?/);
});

it('names the id that can not be, escaped and no longer than a line', async () => {
  const said = async (messageId: unknown) =>
    (await call(ada, '/v1/executions', { messageId, text: 'hi' })).body.error.message;
  expect(await said('a\u0000b')).toContain('messageId: "a\\u0000b" is no id');
  expect(await said('x'.repeat(9_000))).toMatch(/messageId: "x{60}"… of 9000 characters is no id/);
});

it('lets its own pages in, and answers their browsers beforehand', async () => {
  const preflight = await fetch(`${site.url}/v1/executions`, {
    method: 'OPTIONS',
    headers: { origin: site.url },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(site.url);
});

it('is ready until it drains or its store is gone', async () => {
  const own = await openSite();
  const status = async () => (await fetch(`${own.url}/health/ready`)).status;
  expect(await status()).toBe(200);
  await own.close();
  await expect(status()).rejects.toThrow();
});

it('counts for Prometheus', async () => {
  const client = await RawClient.welcomed(site.url, ada);
  const { body } = await call(root, '/metrics');
  client.socket.close();
  const samples = new Map<string, number>();
  for (const line of String(body)
    .split('\n')
    .filter((text) => text !== '' && !text.startsWith('#'))) {
    const [, name, value] =
      /^([a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)+\})?) (\S+)$/.exec(line) ?? [];
    expect([line, name]).toEqual([line, expect.any(String)]);
    samples.set(name ?? '', Number(value));
  }
  const { byState } = await site.tracker.metrics();
  expect(samples.get('tracker_executions{state="completed"}')).toBe(byState.completed);
  expect(samples.get('tracker_server_connections{transport="websocket"}')).toBeGreaterThan(0);
  expect(samples.get('tracker_server_frames_sent_total{type="agent_started"}')).toBeGreaterThan(0);
  expect(samples.get('tracker_breakers{state="closed"}')).toBe(1);
  expect(String(body)).not.toContain('ada');
});
