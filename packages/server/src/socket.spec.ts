import { RawClient } from './raw-client.fixture.js';
import { openSite, userToken, type Site } from './site.fixture.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

it('takes a message to its answer, and tells every step', async () => {
  const client = await RawClient.welcomed(site.url, userToken('ada'));
  client.ask('m-1', 'hello');
  await client.until(() => client.of('agent_completed').length === 1);
  const [accepted] = client.of('accepted');
  const id = accepted?.executionId ?? '';
  expect(client.agentFrames.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'agent_started',
      'agent_thinking',
      'tool_executing',
      'tool_completed',
      'agent_completed',
    ]),
  );
  expect(client.agentFrames.map(({ seq }) => seq)).toEqual(
    client.agentFrames.map((_, index) => index + 1),
  );
  expect(client.of('agent_completed')[0]).toMatchObject({
    executionId: id,
    runId: 'm-1',
    threadId: 'm-1',
    userId: 'ada',
    agentName: 'echo',
    state: 'completed',
    phase: 'completed',
    answer: 'You said: hello',
  });
  client.send({ type: 'acknowledge', executionId: id });
  await client.until(() => client.of('acknowledged').length === 1);
  expect((await site.tracker.undelivered()).executions).toEqual([]);
  client.socket.close();
  await client.end();
});
