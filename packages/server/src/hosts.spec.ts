import { get } from 'node:http';
import { createServer } from './server.js';
import { RawClient } from './raw-client.fixture.js';
import { AGENTS, openSite, operatorToken, userToken, type Site } from './site.fixture.js';
import { developmentVerifier } from './development-verifier.js';

describe('the name of a server', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ origins: ['self'], hosts: ['tracker.example'] });
  });
  afterAll(() => site.close());

  const status = (host: string, more: object = {}): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { host, authorization: `Bearer ${operatorToken('root')}`, ...more };
      get(`${site.url}/v1/executions`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });

  it.each(['127.0.0.1:8080', '[::1]:8080', 'localhost:8080', 'LOCALHOST', 'tracker.example:80'])(
    'may be %s',
    async (host) => {
      expect(await status(host)).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    'localhost@evil.example',
    '%',
  ])(
    'is not %s, which a web page could have lead here and then be of the same origin',
    async (host) => {
      expect(await status(host)).toBe(403);
      expect(await status(host, { origin: `http://${host}` })).toBe(403);
    },
  );

  it('is asked for by sockets, too', async () => {
    const headers = { host: 'evil.example' };
    const client = new RawClient(site.url, { headers, origin: 'http://evil.example' });
    expect(await client.end()).toMatchObject({ code: 1006 });
    const own = await RawClient.welcomed(site.url, userToken('ada'));
    own.socket.close();
  });
});

describe('an origin that no browser would send', () => {
  it.each([
    'https://app.example.org/',
    'app.example.org',
    'HTTPS://app.example.org',
    'https://a:443',
    'null',
    '',
  ])('%j is refused before it is waited for in vain', async (origin) => {
    const { tracker, close } = await openSite();
    const verifier = developmentVerifier();
    const options = { tracker, verifier, agents: AGENTS, origins: [origin] };
    await expect(createServer(options)).rejects.toThrow(/an origin is a scheme and a host/);
    await close();
  });

  it.each(['https://app.example.org', 'http://localhost:5173', 'capacitor://localhost'])(
    '%s is one',
    async (origin) => {
      const site = await openSite({ origins: [origin] });
      const { status } = await fetch(`${site.url}/health/live`, { headers: { origin } });
      expect(status).toBe(200);
      await site.close();
    },
  );
});
