import { TrackerClient } from '@tracker/client';
import { openSite, userToken, type Site } from './site.fixture.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const clientOf = (userId: string) =>
  new TrackerClient({
    url: site.url,
    token: userToken(userId),
    reconnect: { baseMs: 10, maxMs: 50 },
  });

it('answers a question, and acknowledges that the user has it', async () => {
  const client = clientOf('ada');
  const answer = await client.ask({ text: 'hello' });
  expect(answer).toMatchObject({ state: 'completed', answer: 'You said: hello' });
  await client.acknowledge(answer.executionId);
  expect((await site.tracker.forUser('ada').undelivered()).executions).toEqual([]);
  client.close();
});

it('gives a readable error where there is no answer, and no secret with it', async () => {
  const client = clientOf('ada');
  const answer = await client.ask({ text: 'hello', agentName: 'broken' });
  expect(answer).toMatchObject({
    state: 'failed',
    cause: { kind: 'failure', code: 'agent_error' },
  });
  expect(JSON.stringify(answer)).not.toContain('db.internal');
  client.close();
});

it('finds the answer to a question that was asked and answered before', async () => {
  const first = clientOf('ada');
  const asked = { text: 'again', messageId: 'once' };
  const answer = await first.ask(asked);
  first.close();
  const second = clientOf('ada');
  expect(await second.ask(asked)).toEqual(answer);
  second.close();
});

it('refuses another message under the same id, and an agent that is not there', async () => {
  const client = clientOf('ada');
  await client.ask({ text: 'one', messageId: 'twice' });
  await expect(client.send({ text: 'two', messageId: 'twice' })).rejects.toMatchObject({
    code: 'duplicate_id',
  });
  await expect(client.send({ text: 'one', agentName: 'nobody' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  client.close();
});

it('sends what just fits, and refuses a byte more before it would cost the connection', async () => {
  const client = clientOf('ada');
  const frame = { type: 'message', messageId: 'full', text: 'hello', data: { text: '' } };
  const room = 65_536 - JSON.stringify(frame).length;
  const asking = (length: number) =>
    client.ask({ messageId: 'full', text: 'hello', data: { text: 'x'.repeat(length) } });
  await expect(asking(room + 1)).rejects.toThrow(/65537 bytes.*65536 at most/);
  expect(await asking(room)).toMatchObject({ state: 'completed' });
  client.close();
});

it('follows one execution to its end, and everything until it closes', async () => {
  const client = clientOf('bob');
  const all = client.follow();
  const { executionId } = await client.send({ text: 'hello' });
  const frames = [];
  for await (const frame of client.follow(executionId)) frames.push(frame);
  expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, index) => index + 1));
  expect(frames.at(-1)?.type).toBe('agent_completed');
  client.close();
  const heard = [];
  for await (const frame of all) heard.push(frame);
  expect(heard).toEqual(frames);
});

it('cancels, and hears how it ended', async () => {
  const client = clientOf('bob');
  const { executionId } = await client.send({ text: 'wait', agentName: 'endless' });
  const frames = client.follow(executionId);
  await client.cancel(executionId, 'enough');
  let last;
  for await (const frame of frames) last = frame;
  expect(last).toMatchObject({ type: 'agent_error', state: 'cancelled' });
  client.close();
});

it('says for good that a token is not accepted, and asks a function for another one first', async () => {
  const refused = new TrackerClient({ url: site.url, token: 'nonsense' });
  await expect(refused.connect()).rejects.toMatchObject({ code: 'unauthenticated' });
  const tokens = ['old', userToken('cleo')];
  const renewing = new TrackerClient({
    url: site.url,
    token: () => tokens.shift() ?? '',
    reconnect: { baseMs: 1, maxMs: 1 },
  });
  await renewing.connect();
  renewing.close();
  await expect(renewing.ask({ text: 'late' })).rejects.toMatchObject({ code: 'closed' });
});
