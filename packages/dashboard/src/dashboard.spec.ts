import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { dashboard } from './dashboard.js';

const folder = mkdtempSync(join(tmpdir(), 'tracker-dashboard-'));
let app: FastifyInstance;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Tracker</title>');
  writeFileSync(join(folder, 'assets', 'index-1.js'), 'export {};');
  writeFileSync(join(folder, 'notes.txt'), 'not to be served');
  app = Fastify();
  await app.register(dashboard, { prefix: '/dashboard', folder });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

it('serves the page, and sends whoever forgets the slash there', async () => {
  const page = await app.inject('/dashboard/');
  expect([page.statusCode, page.headers['content-type']]).toEqual([
    200,
    'text/html; charset=utf-8',
  ]);
  expect(page.body).toContain('<title>Tracker</title>');
  const { statusCode, headers } = await app.inject('/dashboard');
  expect([statusCode, headers.location]).toEqual([308, 'dashboard/']);
});

it('lets files that are named for what is in them be kept, and the page be asked for', async () => {
  const kept = async (path: string) => (await app.inject(path)).headers['cache-control'];
  expect(await kept('/dashboard/assets/index-1.js')).toContain('immutable');
  expect(await kept('/dashboard/')).toBe('no-cache');
  const { headers } = await app.inject('/dashboard/');
  const again = { 'if-none-match': String(headers.etag) };
  expect((await app.inject({ url: '/dashboard/', headers: again })).statusCode).toBe(304);
});

it('packs for who can unpack', async () => {
  const packed = await app.inject({
    url: '/dashboard/assets/index-1.js',
    headers: { 'accept-encoding': 'gzip, br' },
  });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(packed.rawPayload).toString()).toBe('export {};');
});

it.each(['/dashboard/../package.json', '/dashboard/%2e%2e/package.json', '/dashboard/notes.txt'])(
  'has nothing at %s',
  async (path) => expect((await app.inject(path)).statusCode).toBe(404),
);

it('forbids the page everything but its own files and its own server', async () => {
  for (const path of ['/dashboard/', '/dashboard/assets/index-1.js', '/dashboard']) {
    const policy = String((await app.inject(path)).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
  }
});

it('says what to do when it was not built', async () => {
  const bare = Fastify();
  await expect(bare.register(dashboard, { folder: join(folder, 'assets') })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('dashboard:bundle'),
  });
});
