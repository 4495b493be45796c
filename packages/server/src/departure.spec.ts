import { once } from 'node:events';
import { get } from 'node:http';
import { developmentVerifier } from './development-verifier.js';
import { openSite, operatorToken } from './site.fixture.js';

it('a client that leaves while its token is looked at leaves nothing behind, and holds nobody up', async () => {
  const verifier = developmentVerifier();
  let looking = (): void => undefined;
  const looks = new Promise<void>((resolve) => (looking = resolve));
  let goOn = (): void => undefined;
  const wait = new Promise<void>((resolve) => (goOn = resolve));
  const site = await openSite({
    publicMetrics: true,
    verifier: {
      verify: async (token) => {
        looking();
        await wait;
        return verifier.verify(token);
      },
    },
  });
  const headers = { authorization: `Bearer ${operatorToken('ada')}` };
  const request = get(`${site.url}/v1/events`, { headers }).on('error', () => undefined);
  await looks;
  const [socket] = site.sockets;
  request.destroy();
  if (socket) await once(socket, 'close');
  goOn();
  await new Promise((resolve) => setImmediate(resolve));
  const metrics = await (await fetch(`${site.url}/metrics`)).text();
  expect(metrics).not.toMatch(/^tracker_server_connections\{transport="events"\} 1$/m);
  await site.close();
});
