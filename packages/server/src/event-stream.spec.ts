import { EventStream } from './event-stream.fixture.js';
import { openSite, userToken, type Site } from './site.fixture.js';

let site: Site;
beforeEach(async () => {
  site = await openSite({ maxConnectionsPerUser: 2 });
});
afterEach(() => site.close());

const authorization = (userId: string) => ({ authorization: `Bearer ${userToken(userId)}` });

async function ask(userId: string, messageId: string): Promise<Response> {
  return fetch(`${site.url}/v1/executions`, {
    method: 'POST',
    headers: { ...authorization(userId), 'content-type': 'application/json' },
    body: JSON.stringify({ messageId, text: 'hello' }),
  });
}

it('tells the same as the socket, and resumes behind the last event with no gap and no duplicate', async () => {
  let stream = await EventStream.open(site.url, authorization('ada'));
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
  expect((await ask('ada', 'm-1')).status).toBe(202);
  expect((await ask('bob', 'm-1')).status).toBe(202);
  const frames = [];
  for (let outcomes = 0; outcomes < 2; ) {
    const frame = await stream.frame();
    frames.push(frame);
    if (frame.type === 'agent_completed') {
      outcomes += 1;
      if (outcomes === 1) await ask('ada', 'm-2');
    }
    stream.break(); // after each and every frame
    stream = await EventStream.open(site.url, {
      ...authorization('ada'),
      'last-event-id': String(frame.cursor),
    });
  }
  expect(frames.every(({ userId }) => userId === 'ada')).toBe(true);
  for (const messageId of ['m-1', 'm-2']) {
    const seen = frames.filter(({ runId }) => runId === messageId).map(({ seq }) => seq);
    expect(seen).toEqual(seen.map((_, index) => index + 1));
  }
  stream.break();
});

it('says when the server goes away, and ends', async () => {
  const stream = await EventStream.open(site.url, authorization('ada'));
  const closed = site.server.close();
  expect(await stream.next()).toMatchObject({
    event: 'closed',
    data: expect.stringContaining('1012'),
  });
  expect(await stream.next()).toBeUndefined();
  await closed;
});

it('is refused without a token, with a cursor of another store, and beyond the limit', async () => {
  const status = async (headers: Record<string, string>) => {
    const stream = await EventStream.open(site.url, headers);
    return stream.response.status;
  };
  expect(await status({})).toBe(401);
  expect(await status({ ...authorization('ada'), 'last-event-id': '999999' })).toBe(410);
  expect(await status({ ...authorization('ada'), 'last-event-id': 'x' })).toBe(400);
  const open = [];
  for (let count = 0; count < 2; count++)
    open.push(await EventStream.open(site.url, authorization('ada')));
  expect(await status(authorization('ada'))).toBe(429);
  for (const stream of open) stream.break();
});
