import { MemoryStore, type CommitResult, type Transition } from '@tracker/core';
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

/** A store that takes its time for each commit. */
class Unhurried extends MemoryStore {
  override async commit(transitions: readonly Transition[]): Promise<readonly CommitResult[]> {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    return super.commit(transitions);
  }
}

it('does what a client said before it left', async () => {
  const slow = await openSite({ store: new Unhurried() });
  const client = await RawClient.welcomed(slow.url, userToken('eve'));
  const ids = Array.from({ length: 10 }, (_, index) => `m-${index}`);
  for (const id of ids) client.ask(id);
  await client.until(() => client.of('agent_completed').length === ids.length);
  for (const { executionId } of client.of('accepted')) {
    client.send({ type: 'acknowledge', executionId });
  }
  client.socket.close();
  await client.end();
  const eve = slow.tracker.forUser('eve');
  let acknowledged = 0;
  for await (const { event } of eve.watch({ after: 0, signal: AbortSignal.timeout(4_000) })) {
    if (event.type === 'acknowledged' && ++acknowledged === ids.length) break;
  }
  const { executions } = await eve.undelivered();
  await slow.close();
  expect(executions).toEqual([]);
});
