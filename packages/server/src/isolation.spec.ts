import { SeededRandom } from '@tracker/core/testing';
import { RawClient } from './raw-client.fixture.js';
import { openSite, operatorToken, userToken, type Site } from './site.fixture.js';

/** `TRACKER_INTERLEAVINGS=1000 npx jest isolation` is the large one. */
const INTERLEAVINGS = Number(process.env['TRACKER_INTERLEAVINGS'] ?? 100);

let site: Site;
beforeAll(async () => {
  site = await openSite({ ratePerSecond: 10_000, rateBurst: 10_000 });
});
afterAll(() => site.close());

/** Says something at random, also about executions that are not its own. */
function act(client: RawClient, random: () => number, ids: readonly string[]): void {
  const executionId = ids[Math.floor(random() * ids.length)] ?? 'none';
  const type = ['acknowledge', 'cancel', 'show'][Math.floor(random() * 4)];
  if (type) client.send({ type, executionId });
  else client.ask(`m-${Math.floor(random() * 5)}`, 'hello');
}

it.each(Array.from({ length: INTERLEAVINGS }, (_, seed) => seed))(
  'two users, interleaving %i: nobody hears of the other, or changes what is theirs',
  async (seed) => {
    const random = new SeededRandom(seed).next;
    const users = [`ada-${seed}`, `bob-${seed}`];
    const clients = await Promise.all(
      users.map((userId) => RawClient.welcomed(site.url, userToken(userId))),
    );
    for (const client of clients) client.ask('first', 'hello', { agentName: 'echo' });
    await Promise.all(
      clients.map((client) => client.until(() => client.of('accepted').length > 0)),
    );
    const ids = clients.map((client) => client.of('accepted')[0]?.executionId ?? '');
    for (let step = 0; step < 20; step++) {
      const client = clients[Math.floor(random() * 2)];
      if (client) act(client, random, ids);
    }
    for (const client of clients) {
      client.send({ type: 'ping' });
      await client.until(() => client.of('pong').length > 0);
    }
    clients.forEach((client, index) => {
      const foreign = ids[1 - index];
      expect(client.agentFrames.filter(({ userId }) => userId !== users[index])).toEqual([]);
      const answered = client.frames.filter(
        (frame) => 'executionId' in frame && frame.executionId === foreign,
      );
      expect(answered).toEqual([]);
      const refusals = client.of('refused').filter(({ about }) => about === foreign);
      expect(refusals.filter(({ code }) => code !== 'not_found')).toEqual([]);
      client.socket.close();
    });
  },
);

it('gives the same message id of two users two executions', async () => {
  const clients = await Promise.all(
    ['cleo', 'dan'].map((userId) => RawClient.welcomed(site.url, userToken(userId))),
  );
  for (const client of clients) client.ask('the-same');
  await Promise.all(
    clients.map((client) => client.until(() => client.of('accepted').length === 1)),
  );
  const [one, other] = clients.map((client) => client.of('accepted')[0]?.executionId);
  expect(one).not.toBe(other);
  for (const client of clients) client.socket.close();
});

it('lets an operator hear everybody', async () => {
  const operator = await RawClient.welcomed(site.url, operatorToken('root'));
  const ada = await RawClient.welcomed(site.url, userToken('ada'));
  ada.ask('for-the-operator');
  await operator.until(() => operator.of('agent_completed').length === 1);
  expect(operator.agentFrames.every(({ userId }) => userId === 'ada')).toBe(true);
  for (const client of [operator, ada]) client.socket.close();
});

it('answers over HTTP about a foreign execution as about none', async () => {
  const ada = await RawClient.welcomed(site.url, userToken('ada'));
  ada.ask('private');
  await ada.until(() => ada.of('accepted').length === 1);
  const id = ada.of('accepted')[0]?.executionId ?? '';
  const ask = (path: string, method = 'GET') =>
    fetch(`${site.url}/v1/executions/${path}`, {
      method,
      headers: { authorization: `Bearer ${userToken('bob')}` },
    }).then(async (response) => [response.status, (await response.text()).replaceAll(id, 'ID')]);
  for (const [path, method] of [
    ['', 'GET'],
    ['/history', 'GET'],
    ['/cancel', 'POST'],
    ['/resume', 'POST'],
    ['/acknowledge', 'POST'],
  ] as const) {
    const foreign = await ask(`${id}${path}`, method);
    const none = await ask(`nonesuch${path}`, method);
    expect(foreign[0]).toBe(404);
    expect(foreign).toEqual([none[0], String(none[1]).replaceAll('nonesuch', 'ID')]);
  }
  ada.socket.close();
});
