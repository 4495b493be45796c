import { connect, type Socket } from 'node:net';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ManualClock } from '@tracker/core/testing';
import { SignJWT, exportJWK } from 'jose';
import { jwtVerifier } from './jwt-verifier.js';
import { RawClient } from './raw-client.fixture.js';
import { signToken } from './sign-token.js';
import { openSite, userToken, type Site } from './site.fixture.js';

const MAX_FRAME_BYTES = 4_096;

/** What the server lets pass of time; it stands still but where a spec moves it, so that a slow machine is nobody's fault. */
const PATIENCE = { authenticateWithinMs: 300, slowAfterMs: 300, closeWithinMs: 200 };

/** By which the clocks of who signs a token and who verifies it may differ. */
const CLOCKS_DIFFER_MS = 5_000;

/** Of the executions whose answers nobody reads; more than the network holds. */
const RUNS = 100;

describe('a hostile client', () => {
  let site: Site;
  let bystander: RawClient;
  let questions = 0;
  const clock = new ManualClock();
  beforeAll(async () => {
    site = await openSite({
      ...PATIENCE,
      clock,
      maxFrameBytes: MAX_FRAME_BYTES,
      ratePerSecond: 0.01,
      rateBurst: 60,
      maxConnectionsPerUser: 3,
      origins: ['https://app.example.org'],
      maxBufferedBytes: 16_384,
    });
    bystander = await RawClient.welcomed(site.url, userToken('bystander'));
  });
  afterEach(async () => {
    questions += 1;
    bystander.ask(`still-there-${questions}`);
    await bystander.until(() => bystander.of('agent_completed').length === questions);
    expect(bystander.of('refused')).toEqual([]);
  });
  afterAll(() => site.close());

  const welcomed = (userId: string) => RawClient.welcomed(site.url, userToken(userId));
  const refusedBy = async (client: RawClient): Promise<object | undefined> => {
    await client.until(() => client.of('refused').length > 0);
    const [refused] = client.of('refused');
    client.socket.close();
    return refused;
  };

  it('is cut off for a frame that is too large', async () => {
    const client = await welcomed('mallory-1');
    client.ask('large', 'x'.repeat(MAX_FRAME_BYTES));
    expect(await client.end()).toMatchObject({ code: 1009 });
  });

  it('is cut off for a binary frame', async () => {
    const client = await welcomed('mallory-2');
    client.socket.send(Buffer.from([0, 1, 2]));
    expect(await client.end()).toEqual({ code: 1003, reason: 'frames are text' });
  });

  it.each([
    ['what is not JSON', '{"type":'],
    ['JSON that is no frame', '[1,2,3]'],
    ['an unknown type', '{"type":"become_operator"}'],
    ['a field too many', '{"type":"ping","role":"operator"}'],
    ['a blank text', '{"type":"message","messageId":"m","text":"   "}'],
    ['an id with control characters', '{"type":"message","messageId":"a\\u0000b","text":"x"}'],
    [
      'a key that would pollute',
      '{"type":"message","messageId":"m","text":"x","data":{"__proto__":{"polluted":1}}}',
    ],
    [
      'the same, spelled otherwise',
      '{"type":"message","messageId":"m","text":"x","data":{"a":{"\\u005f_proto__":{"polluted":1}}}}',
    ],
    ['the same at the top', '{"type":"ping","__proto__":{"polluted":1}}'],
    [
      'nesting without end',
      `{"type":"message","messageId":"m","text":"x","data":${'{"a":'.repeat(300)}1${'}'.repeat(300)}}`,
    ],
  ])('is refused %s, with a reason', async (_, text) => {
    const client = await welcomed(`mallory-${Math.abs(text.length)}-${questions}`);
    client.socket.send(text);
    const refused = await refusedBy(client);
    expect(refused).toMatchObject({ code: expect.stringMatching(/^invalid_/) });
    // or its sender would wait for an answer for ever
    if (text.includes('"messageId":"m"')) expect(refused).toMatchObject({ about: 'm' });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([
    ['a\u0000b', /messageId: "a\\u0000b" is no id/, 'a\u0000b'],
    ['', /messageId: "" is no id/, ''],
    ['x'.repeat(3_000), /messageId: "x{60}"… of 3000 characters is no id/, null],
    [7, /messageId: what is no string is no id/, null],
  ])('hears which id of its own can not be: %j', async (messageId, said, about) => {
    const client = await welcomed(`mallory-id-${String(said).length}`);
    client.send({ type: 'message', messageId, text: 'hello' });
    const refused = { code: 'invalid_input', message: expect.stringMatching(said), about };
    expect(await refusedBy(client)).toMatchObject(refused);
  });

  it('may not say who it is a second time', async () => {
    const client = await welcomed('mallory-4');
    client.authenticate(userToken('bystander'));
    expect(await refusedBy(client)).toMatchObject({ code: 'not_applicable' });
  });

  it("can't acknowledge, cancel or look at what is somebody else's", async () => {
    bystander.send({ type: 'ping' });
    const [own] = bystander.of('accepted');
    const client = await welcomed('mallory-5');
    for (const type of ['acknowledge', 'cancel', 'show']) {
      client.send({ type, executionId: own?.executionId });
    }
    await client.until(() => client.of('refused').length === 3);
    expect(client.of('refused').map(({ code }) => code)).toEqual(Array(3).fill('not_found'));
    client.socket.close();
  });

  it('is told to slow down, and cut off when it does not', async () => {
    const client = await welcomed('mallory-6');
    for (let count = 0; count < 1_000; count++) client.send({ type: 'ping' });
    expect(await client.end()).toEqual({ code: 4429, reason: 'too many frames' });
    expect(client.of('refused')[0]).toMatchObject({ code: 'limit_reached' });
  });

  it('gets no further by saying it all before it is known who says it', async () => {
    const client = new RawClient(site.url);
    await client.opened();
    const { _socket: wire } = client.socket as unknown as { readonly _socket: Socket };
    wire.cork(); // all of it is there before the server has looked at the token
    client.authenticate(userToken('mallory-8'));
    for (let count = 0; count < 90; count++) client.send({ type: 'ping' });
    wire.uncork();
    await client.until(() => client.of('pong').length + client.of('refused').length === 90);
    expect(client.of('pong')).toHaveLength(60);
    client.socket.close();
  });

  it('gets no further by opening more connections', async () => {
    const clients = await Promise.all([1, 2, 3].map(() => welcomed('mallory-7')));
    const last = new RawClient(site.url);
    await last.opened();
    last.authenticate(userToken('mallory-7'));
    expect(await last.end()).toMatchObject({ code: 1013 });
    for (const client of clients) client.socket.close();
    await Promise.all(clients.map((client) => client.end()));
    const again = await welcomed('mallory-7');
    again.socket.close();
  });

  it('is cut off when it says nothing, and when it speaks before it says who it is', async () => {
    const silent = new RawClient(site.url);
    await silent.opened();
    await clock.advance(PATIENCE.authenticateWithinMs);
    expect(await silent.end()).toEqual({ code: 4401, reason: 'no authenticate in time' });
    const hasty = new RawClient(site.url);
    await hasty.opened();
    hasty.ask('m');
    expect(await hasty.end()).toEqual({ code: 4401, reason: 'authenticate first' });
  });

  it('does not get in from a web page that is not listed', async () => {
    const foreign = new RawClient(site.url, { origin: 'https://evil.example.org' });
    expect(await foreign.end()).toMatchObject({ code: 1006 });
    const listed = new RawClient(site.url, { origin: 'https://app.example.org' });
    await listed.opened();
    listed.socket.close();
    const headers = {
      origin: 'https://evil.example.org',
      authorization: `Bearer ${userToken('x')}`,
    };
    expect((await fetch(`${site.url}/v1/executions`, { headers })).status).toBe(403);
  });

  it('that does not read is closed, and costs the server no more than the limit', async () => {
    const others = new Set(site.sockets);
    const client = await welcomed('sloth');
    const [theirs] = [...site.sockets].filter((socket) => !others.has(socket));
    if (!theirs) throw new Error('the client has no socket');
    client.socket.pause();
    const user = site.tracker.forUser('sloth');
    const note = 'x'.repeat(2_000);
    let most = 0;
    for (let run = 0; run < RUNS; run++) {
      const id = await user.createExecution({
        agentName: 'echo',
        threadId: 't',
        metadata: { note },
      });
      await site.tracker.completeExecution(id, { answer: note.repeat(100) });
      most = Math.max(most, theirs.writableLength);
    }
    while (!theirs.closed) {
      await clock.advance(PATIENCE.slowAfterMs); // for the close, and then for the answer to it
      await new Promise((resolve) => setImmediate(resolve));
    }
    // what was under way when there was no more room, and one more of the largest
    expect(most).toBeLessThan(16_384 + 2 * 262_144);
    client.socket.resume();
    await client.end();
    const had = client.of('agent_completed').length;
    expect(had).toBeLessThan(RUNS);
    const back = await RawClient.welcomed(site.url, userToken('sloth'), 0);
    await back.until(() => back.of('agent_completed').length === RUNS);
    back.socket.close();
  }, 30_000);
});

describe('a token', () => {
  const secret = randomBytes(32);
  const used = new Set<string>();
  let site: Site;
  beforeAll(async () => {
    const isRevoked = ({ jti }: { jti?: string }) => {
      if (jti === undefined) return false;
      const replayed = used.has(jti);
      used.add(jti);
      return replayed;
    };
    site = await openSite({
      verifier: jwtVerifier({ secret }, { issuer: 'us', audience: 'tracker', isRevoked }),
    });
  });
  afterAll(() => site.close());

  const request = { userId: 'ada', issuer: 'us', audience: 'tracker' };
  const status = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${site.url}/v1/executions`, { headers })).status;
  };
  const close = async (token: string): Promise<object> => {
    const client = new RawClient(site.url);
    await client.opened();
    client.authenticate(token);
    return client.end();
  };
  const base64 = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'ada', exp: 4_102_444_800, iss: 'us', aud: 'tracker', role: 'operator' };

  it('of ours is accepted', async () => {
    expect(await status(await signToken(secret, request))).toBe(200);
  });

  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const rejected: [string, () => string | Promise<string>][] = [
    ['without a signature (alg none)', () => `${base64({ alg: 'none' })}.${base64(claims)}.`],
    ['signed with another secret', () => signToken(randomBytes(32), request)],
    ['that has run out', () => signToken(secret, { ...request, lifetimeMs: -60_000 })],
    ['of another issuer', () => signToken(secret, { ...request, issuer: 'them' })],
    ['for another audience', () => signToken(secret, { ...request, audience: 'mail' })],
    [
      'that never runs out',
      () =>
        new SignJWT({ sub: 'ada', iss: 'us', aud: 'tracker' })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(secret),
    ],
    [
      'signed by another algorithm',
      () => new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey),
    ],
    [
      'whose claims were changed',
      async () => {
        const [header, , signature] = (await signToken(secret, request)).split('.');
        return `${header}.${base64(claims)}.${signature}`;
      },
    ],
    ['that is none', () => 'x'],
  ];
  it.each(rejected)('%s is refused, over HTTP and over the socket', async (_, forge) => {
    const token = await forge();
    expect(await status(token)).toBe(401);
    expect(await close(token)).toEqual({ code: 4401, reason: 'token not accepted' });
  });

  it('that may be used once is refused when it is replayed', async () => {
    const once = await new SignJWT({ ...claims, role: 'user', jti: 'only' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secret);
    expect(await status(once)).toBe(200);
    expect(await status(once)).toBe(401);
    expect(await close(once)).toMatchObject({ code: 4401 });
  });

  it('of a public key is accepted, and the key itself is no secret', async () => {
    const open = await openSite({
      verifier: jwtVerifier({ publicKey: await exportJWK(publicKey) }),
    });
    const signed = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(publicKey.export({ type: 'spki', format: 'der' }));
    const ask = async (token: string) =>
      (await fetch(`${open.url}/v1/executions`, { headers: { authorization: `Bearer ${token}` } }))
        .status;
    expect([await ask(signed), await ask(forged)]).toEqual([200, 401]);
    await open.close();
  });

  it('ends the connection when it runs out', async () => {
    const clock = new ManualClock();
    const brief = await openSite({ verifier: jwtVerifier({ secret }, { clock }), clock });
    const token = await signToken(secret, { userId: 'ada', lifetimeMs: 1_000, clock });
    const client = await RawClient.welcomed(brief.url, token);
    await clock.advance(1_000 + CLOCKS_DIFFER_MS);
    expect(await client.end()).toEqual({ code: 4401, reason: 'token expired' });
    await brief.close();
  });

  it('does not make an operator of a user', async () => {
    const headers = { authorization: `Bearer ${await signToken(secret, request)}` };
    expect((await fetch(`${site.url}/v1/metrics`, { headers })).status).toBe(403);
  });

  it('is verified with a public key of the one kind, which is known before anybody comes', () => {
    const { publicKey: other } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    expect(() => jwtVerifier({ publicKey: other })).toThrow(/"rsa"; one for EdDSA/);
    expect(() => jwtVerifier({ publicKey: other.export({ format: 'jwk' }) })).toThrow(/"RSA"/);
  });

  it.each(['issuer', 'audience'])('is not left unchecked by a blank %s', (name) => {
    expect(() => jwtVerifier({ secret }, { [name]: ' ' })).toThrow(
      `The ${name} of tokens is blank`,
    );
  });

  it('is verified with a secret that is long enough', () => {
    expect(() => jwtVerifier({ secret: 'short' })).toThrow(/at least 32/);
  });
});

describe('what is no HTTP', () => {
  it('is answered and closed, and nobody else notices', async () => {
    const site = await openSite();
    const socket = connect(Number(new URL(site.url).port), '127.0.0.1');
    socket.write('GARBAGE\r\n\r\n');
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (data) => (text += String(data)));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toContain('400');
    expect((await fetch(`${site.url}/health/live`)).status).toBe(200);
    await site.close();
  });
});
