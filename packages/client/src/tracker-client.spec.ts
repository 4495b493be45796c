import type { ClientStatus } from './client-options.js';
import { clientOf, serving, until } from './client-world.fixture.js';
import { FACTS, frameOf } from './faulty-server.fixture.js';

describe('a client', () => {
  afterEach(() => jest.useRealTimers());

  it('goes to another server when one restarts, and repeats what was not answered', async () => {
    const leaving = await serving({ heard: ({ socket }) => socket.close(1012, 'restarting') });
    const staying = await serving({
      heard: (connection, frame) => {
        if (frame.type !== 'message') return;
        connection.say({ type: 'accepted', messageId: frame.messageId, executionId: 'e' });
      },
    });
    const urls = [leaving.url, staying.url];
    const client = clientOf(() => urls.shift() ?? staying.url);
    expect(await client.send({ text: 'hello', messageId: 'm' })).toEqual({
      messageId: 'm',
      executionId: 'e',
    });
    expect(leaving.heard).toEqual(staying.heard);
  });

  it('gives up a server that says nothing, and looks for another', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    let isGreeted = false;
    const silent = await serving({ greeted: () => void (isGreeted = true) });
    const awake = await serving();
    const urls = [silent.url, awake.url];
    const said: ClientStatus[] = [];
    const client = clientOf(() => urls.shift() ?? awake.url, {
      heartbeatMs: 20_000,
      onStatus: (status) => said.push(status),
    });
    const connected = client.connect();
    await until(() => isGreeted);
    jest.advanceTimersByTime(59_999); // it is new for one beat, is asked after another, and given up after the third
    expect(said).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(said).toEqual(['waiting']);
    jest.runOnlyPendingTimers();
    await connected;
    expect([silent.connections, awake.connections]).toEqual([1, 1]);
    expect(said).toEqual(['waiting', 'connecting', 'connected']);
  });

  it('tries again what was refused for the moment, and says what was refused for good', async () => {
    let refusals = 0;
    const server = await serving({
      heard: (connection, frame) => {
        if (frame.type !== 'acknowledge') return;
        const { executionId } = frame;
        const refuse = (code: string) =>
          connection.say({ type: 'refused', code, message: 'No.', about: executionId });
        if (executionId === 'none') return refuse('not_found');
        refusals += 1;
        if (refusals < 4) return refuse('contention');
        connection.say({ type: 'acknowledged', executionId });
      },
    });
    const client = clientOf(server.url);
    await client.acknowledge('e');
    expect(refusals).toBe(4);
    await expect(client.acknowledge('none')).rejects.toMatchObject({
      code: 'not_found',
      message: 'No.',
    });
  });

  it('asks once what is asked twice at the same time', async () => {
    const server = await serving({
      heard: (connection, frame) => {
        if (frame.type === 'cancel') {
          connection.say({ type: 'cancelling', executionId: frame.executionId, state: 'running' });
        }
      },
    });
    const client = clientOf(server.url);
    await client.connect();
    await Promise.all([client.cancel('e'), client.cancel('e')]);
    expect(server.heard).toEqual([{ type: 'cancel', executionId: 'e' }]);
  });

  it.each([
    [4401, 'unauthenticated'],
    [4410, 'cursor_expired'],
    [1009, 'limit_reached'],
    [1003, 'closed'],
  ])('is over for good when it is closed with %i, and says %s', async (number, code) => {
    const server = await serving({ greeted: ({ socket }) => socket.close(number, 'over') });
    const client = clientOf(server.url);
    await expect(client.connect()).rejects.toMatchObject({ code, details: { closeCode: number } });
    await expect(client.ask({ text: 'hello' })).rejects.toMatchObject({ code });
    await expect(client.follow().next()).rejects.toMatchObject({ code });
    expect(server.connections).toBe(1);
  });

  it.each(['ftp://127.0.0.1:9', 'localhost:8080', '127.0.0.1:8080', '/v1', ''])(
    'is over for good with the address %j, and says which ones there are',
    async (url) => {
      const client = clientOf(() => url);
      const error = { code: 'invalid_input', message: expect.stringContaining(`"${url}" is none`) };
      await expect(client.connect()).rejects.toMatchObject(error);
      await expect(client.ask({ text: 'hello' })).rejects.toThrow(/https:.*http:.*wss:.*ws:/);
    },
  );

  it('keeps the password of an address to itself', async () => {
    const said = clientOf('ftp://me:hunter2@host').connect();
    await expect(said).rejects.toThrow('"ftp://…@host" is none');
  });

  it.each(['ws', 'HTTP', 'Ws'])('finds a server by the scheme %s', async (scheme) => {
    const server = await serving();
    await clientOf(`${server.url.replace('http', scheme)}/`).connect();
    expect(server.connections).toBe(1);
  });

  it('says in words why it is over, also when the server gave none', async () => {
    const server = await serving({ greeted: ({ socket }) => socket.close(1009) });
    await expect(clientOf(server.url).connect()).rejects.toThrow(
      'The server closed the connection for good (1009). A frame larger than the limit.',
    );
  });

  it('does not send what the server would not take, asked before or after the welcome', async () => {
    const server = await serving();
    const client = clientOf(server.url);
    const tooLarge = { text: 'hello', data: { text: 'ä'.repeat(40_000) } };
    const refusal = { code: 'limit_reached', details: { maxFrameBytes: 65_536 } };
    const sentence = /This takes 80\d\d\d bytes to send, and the server takes 65536 at most/;
    const asked = [client.send(tooLarge)];
    await client.connect();
    asked.push(client.send(tooLarge));
    for (const one of asked) {
      await expect(one).rejects.toMatchObject(refusal);
      await expect(one).rejects.toThrow(sentence);
    }
    client.send({ text: 'hello', messageId: 'small' }).catch(() => undefined);
    await until(() => server.heard.length > 0);
    expect(server.heard).toEqual([{ type: 'message', text: 'hello', messageId: 'small' }]);
    expect([client.status, server.connections]).toEqual(['connected', 1]);
  });

  it.each([
    ['', '"" is no id'],
    [' \u00a0', 'is no id'],
    ['a\u0000\u007f', '"a\\u0000\\u007f" is no id'],
    ['a\ud800', '"a\\ud800" is no id'],
    ['x'.repeat(201), `"${'x'.repeat(60)}"… of 201 characters is no id`],
    [7 as unknown as string, 'what is no string'],
  ])('does not send the id %j, for which it would wait for ever', async (id, words) => {
    const server = await serving();
    const client = clientOf(server.url);
    await client.connect();
    const refusal = { code: 'invalid_input', message: expect.stringContaining(words) };
    for (const asked of [client.send({ text: 'hello', messageId: id }), client.show(id)]) {
      await expect(asked).rejects.toMatchObject(refusal);
    }
    expect(server.heard).toEqual([]);
  });

  it('is not misled by frames that come before the welcome', async () => {
    const server = await serving({
      greeted: (connection) => {
        connection.say(frameOf('e', 1, 900));
        connection.say({ type: 'accepted', messageId: 'm', executionId: 'wrong' });
        connection.welcome(7);
      },
    });
    const client = clientOf(server.url);
    await client.connect();
    expect(client.cursor).toBe(7);
  });
});

describe('closing', () => {
  it('leaves readers what had come, ends them, and is harmless again', async () => {
    const server = await serving({
      greeted: (connection) => {
        connection.welcome(0);
        for (let seq = 1; seq < FACTS; seq++) connection.say(frameOf('e', seq, seq));
        connection.say({ type: 'pong' });
      },
    });
    const client = clientOf(server.url);
    const one = client.follow('e');
    const all = client.follow();
    const first = await all.next();
    await until(() => client.cursor === FACTS - 1);
    client.close();
    client.close();
    expect(client.status).toBe('closed');
    const rest = [];
    for await (const frame of all) rest.push(frame);
    expect([first.value, ...rest].map((frame) => frame?.seq)).toEqual([1, 2, 3, 4]);
    const ofOne = [];
    for await (const frame of one) ofOne.push(frame.seq);
    expect(ofOne).toEqual([1, 2, 3, 4]);
    expect(await all.next()).toEqual({ done: true, value: undefined });
  });

  it('says first what was said before it', async () => {
    let left: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (left = resolve));
    const server = await serving({
      greeted: (connection) => {
        connection.welcome(0);
        connection.socket.on('close', left);
      },
    });
    const client = clientOf(server.url);
    await client.connect();
    const acknowledged = client.acknowledge('e');
    client.close();
    await expect(acknowledged).rejects.toMatchObject({ code: 'closed' });
    await gone;
    expect(server.heard).toEqual([{ type: 'acknowledge', executionId: 'e' }]);
  });

  it('before the first connection opens none, and answers what was asked', async () => {
    const server = await serving();
    const client = clientOf(server.url, { token: () => new Promise<string>(() => undefined) });
    const asked = client.show('e');
    const opening = client.connect();
    client.close();
    await expect(asked).rejects.toMatchObject({ code: 'closed' });
    await expect(opening).rejects.toMatchObject({ code: 'closed' });
    expect(server.connections).toBe(0);
  });
});
