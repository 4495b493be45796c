import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode } from './index.js';
import { tracker } from './terminal.fixture.js';
import { Workshop, type TrackerProcess } from './tracker-process.fixture.js';

jest.setTimeout(60_000);

const AGENT = 'export const agent = () => 42;';

const workshop = new Workshop();
const folder = mkdtempSync(join(tmpdir(), 'tracker-refusals-'));
afterAll(async () => {
  await workshop.close();
  rmSync(folder, { recursive: true });
});

const start = (args: string[], env: NodeJS.ProcessEnv = {}): TrackerProcess =>
  workshop.tracker(args, { cwd: folder, env });

const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  workshop.run(args, { cwd: folder, env });

describe('what serve, work and ask refuse', () => {
  it.each([
    [['serve', '--dev'], {}, /Nobody would answer/],
    [['serve', '--agent', 'a'], {}, /Nobody could log in.*--jwt-secret-file/],
    [['serve', '--agent', 'a', '--jwt-secret-file', '/none'], {}, /The key can't be read/],
    [['serve', '--agent', 'a'], { TRACKER_JWT_SECRET: 'short' }, /at least 32/],
    [['serve', '--agent', 'a', '--demo'], {}, /cannot be used with/],
    [['serve', '--agent', 'a', '--dev', '--jwt-secret-file', 'f'], {}, /cannot be used with/],
    [['serve', '--agent', 'a', '--dev', '--jwt-public-key-file', 'f'], {}, /cannot be used with/],
    [
      ['serve', '--demo', '--store', 'memory', '--origin', 'example.org'],
      {},
      /an origin is a scheme and a host/,
    ],
    [['serve', '--demo', '--store', 'mysql://me:pw@host'], {}, /mysql/],
    [['work', '--agent', 'a', '--module', '/none.mjs'], {}, /There is no module/],
    [['ask', '--url', 'nowhere', 'hello'], {}, /address begins with .*"nowhere" is none/],
    [['ask', '--url', 'ftp://me:pw@host', 'hello'], {}, /http:\/\/.*"ftp:\/\/…@host" is none/],
    [['ask', 'hello'], { TRACKER_URL: 'localhost:8080' }, /http:\/\/.*"localhost:8080" is none/],
  ])('%j', async (args, env, said) => {
    const { code, stdout, stderr } = await tracker(args as string[], { env });
    expect({ code, stdout }).toEqual({ code: ExitCode.USAGE, stdout: '' });
    expect(stderr).toMatch(said as RegExp);
    expect(stderr).not.toMatch(/short|me:pw/);
  });

  it.each([
    [['serve', '--demo', '--origin', 'example.org']],
    [['serve', '--demo', '--allowed-host', '']],
    [['serve', '--demo', '--host', '']],
    [['serve', '--agent', ' ', '--dev']],
    [['work', '--agent', ' ', '--module', 'agent.mjs']],
  ])('%j, and leaves no store behind', async (args) => {
    writeFileSync(join(folder, 'agent.mjs'), AGENT);
    const file = join(folder, 'never.db');
    const { code, stdout } = await run([...args, '--store', file]);
    expect({ code, stdout }).toEqual({ code: ExitCode.USAGE, stdout: '' });
    expect(existsSync(file)).toBe(false);
  });

  it('to believe everybody in production', async () => {
    const { code, stderr } = await run(['serve', '--demo'], { NODE_ENV: 'production' });
    expect(code).toBe(ExitCode.USAGE);
    expect(stderr).toMatch(/in production use.*--jwt-secret-file/);
  });

  it('a module that exports no agent, or none that can be imported', async () => {
    writeFileSync(join(folder, 'empty.mjs'), 'export const answer = 42;');
    writeFileSync(join(folder, 'broken.mjs'), 'throw new Error("out of order");');
    writeFileSync(join(folder, 'agent.mjs'), AGENT);
    const work = (...args: string[]) => run(['work', '--agent', 'a', '--module', ...args]);
    expect(await work('empty.mjs')).toMatchObject({
      code: ExitCode.USAGE,
      stderr: expect.stringMatching(/exports no function as "default" or "agent".*answer/),
    });
    expect((await work('broken.mjs')).stderr).toMatch(/out of order/);
    expect((await work('agent.mjs', '--export', 'other')).stderr).toMatch(/as "other"/);
  });

  it('to ask nothing, or more than the gateway takes, and says so', async () => {
    const serving = start(['serve', '--demo', '--port', '0']);
    const { url } = JSON.parse(await serving.says(/^.*"ready".*$/m));
    const asked = await run(['ask', '--url', url, ' ']);
    expect(asked).toMatchObject({ code: ExitCode.USAGE, stdout: '' });
    expect(asked.stderr).toMatch(/blank/);
    const long = await run(['ask', '--url', url, 'x'.repeat(70_000)]);
    expect(long).toMatchObject({ code: ExitCode.UNMET, stdout: '' });
    expect(long.stderr).toMatch(/takes 70\d\d\d bytes to send, and the server takes 65536 at most/);
    serving.child.kill('SIGTERM');
    await serving.exitCode();
  });

  it('to ask where nobody answers', async () => {
    const { code, stderr } = await tracker(['ask', '--url', 'http://127.0.0.1:9', 'hello']);
    expect(code).toBe(ExitCode.UNMET);
    expect(stderr).toMatch(/Nobody answers at .*tracker serve/);
  });
});
