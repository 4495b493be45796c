import { Http } from './http.js';
import { problemOf } from './problem.js';

const BASE = new URL('https://tracker.example/v1/');

function answering(response: () => Response) {
  const asked: Request[] = [];
  const http = new Http(BASE, 'secret', {
    ask: async (input, init) => {
      asked.push(new Request(input, init));
      return response();
    },
  });
  return { http, asked };
}

it('sends the token in a header, and never in an address', async () => {
  const { http, asked } = answering(() => Response.json({ ok: true }));
  await http.get('executions?state=dead');
  await http.post('executions/e%2F1/cancel', { reason: 'enough' });
  expect(asked.map(({ url }) => url)).toEqual([
    'https://tracker.example/v1/executions?state=dead',
    'https://tracker.example/v1/executions/e%2F1/cancel',
  ]);
  for (const request of asked) expect(request.headers.get('authorization')).toBe('Bearer secret');
});

it.each([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'missing'],
  [409, 'refused'],
  [410, 'gone'],
  [429, 'unreachable'],
  [503, 'unreachable'],
])('takes status %d for %s, in the words of the server', async (status, kind) => {
  const said = { error: { code: 'x', message: 'Because of this.' } };
  const { http } = answering(() => Response.json(said, { status }));
  await expect(http.get('metrics')).rejects.toMatchObject({ kind, message: 'Because of this.' });
});

it('takes a page of somebody in between for no answer', async () => {
  const { http } = answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(http.get('metrics')).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'The server answered with status 502.',
  });
  const { http: other } = answering(() => new Response('<h1>Welcome</h1>'));
  await expect(other.get('metrics')).rejects.toMatchObject({ kind: 'unreachable' });
});

it('says so when there is no server', () => {
  expect(problemOf(new TypeError('fetch failed')).kind).toBe('unreachable');
});
