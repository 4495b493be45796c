import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker } from '@tracker/core';
import { signToken } from '@tracker/server';
import { openStore } from '@tracker/stores';
import { ExitCode } from './index.js';
import { Workshop, type TrackerProcess } from './tracker-process.fixture.js';

jest.setTimeout(60_000);

const SECRET = 'a-secret-of-more-than-thirty-two-bytes';

const AGENT = `
export async function agent(execution) {
  await execution.enterPhase('llm_interaction');
  if (execution.metadata.message === 'endless') await new Promise(() => undefined);
  return 'You asked: ' + execution.metadata.message;
}
`;

/** What an agent of this module works on until it is told to stop. */
const ENDLESS = {
  agentName: 'triage',
  userId: 'ada',
  threadId: 't1',
  liveness: 'process',
  metadata: { message: 'endless' },
  limits: { startTimeoutMs: 600_000, executionTimeoutMs: 600_000, idleTimeoutMs: 600_000 },
} as const;

const workshop = new Workshop();
const folder = mkdtempSync(join(tmpdir(), 'tracker-serve-'));
afterAll(async () => {
  await workshop.close();
  rmSync(folder, { recursive: true });
});

const start = (args: string[], env: NodeJS.ProcessEnv = {}): TrackerProcess =>
  workshop.tracker(args, { cwd: folder, env });

const ready = async (serving: TrackerProcess): Promise<{ url: string; dashboard: string | null }> =>
  JSON.parse(await serving.says(/^.*"ready".*$/m));

const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  workshop.run(args, { cwd: folder, env });

describe('tracker serve --demo', () => {
  it('answers, is watched by other processes, and drains on SIGTERM', async () => {
    const serving = start(['serve', '--demo', '--port', '0']);
    const { url } = await ready(serving);
    const asked = await run(['ask', '--url', url, 'Where is my parcel?']);
    expect(asked.code).toBe(ExitCode.OK);
    expect(JSON.parse(asked.stdout)).toMatchObject({
      state: 'completed',
      answer: expect.stringContaining('Where is my parcel?'),
    });
    const listed = JSON.parse((await run(['ls'])).stdout);
    expect(listed.executions).toHaveLength(1);
    expect(listed.executions[0].delivery.acknowledgedAt).toEqual(expect.any(Number));
    serving.child.kill('SIGTERM');
    expect(await serving.exitCode()).toBe(ExitCode.OK);
    expect(serving.stderr).toMatch(/draining[\s\S]*drained/);
    expect(JSON.parse((await run(['audit'])).stdout)).toMatchObject({ certified: true });
  });

  it('serves the dashboard, or says plainly that it is not built', async () => {
    const serving = start(['serve', '--demo', '--port', '0']);
    const { url, dashboard } = await ready(serving);
    const page = await fetch(`${url}/dashboard/`);
    if (dashboard === null) {
      expect(page.status).toBe(404);
      expect(serving.stderr).toMatch(/dashboard is not built/);
    } else {
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<');
    }
    serving.child.kill('SIGINT');
    expect(await serving.exitCode()).toBe(ExitCode.OK);
  });

  it('says that its port is taken, and by which option to give another', async () => {
    const serving = start(['serve', '--demo', '--port', '0']);
    const { url } = await ready(serving);
    const { code, stderr } = await run(['serve', '--demo', '--port', new URL(url).port]);
    expect(code).toBe(ExitCode.UNMET);
    expect(stderr).toMatch(/is taken; give another with --port/);
    serving.child.kill('SIGTERM');
    await serving.exitCode();
  });
});

describe('tracker serve --dev, which believes everybody', () => {
  it('is not spoken to by a web page that leads its own name here', async () => {
    const serving = start([
      'serve',
      '--demo',
      '--port',
      '0',
      '--host',
      '0.0.0.0',
      '--allowed-host',
      'tracker.test',
    ]);
    const { url } = await ready(serving);
    await serving.says(/everybody who reaches this address is believed/, 'stderr');
    const { port } = new URL(url);
    const status = (name: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const authorization = 'Bearer dev-operator-mallory';
        const headers = { host: `${name}:${port}`, authorization };
        get(`${url}/v1/executions`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).on('error', reject);
      });
    expect(await status('evil.example')).toBe(403);
    expect(await status('localhost')).toBe(200);
    expect(await status('tracker.test')).toBe(200);
    serving.child.kill('SIGTERM');
    expect(await serving.exitCode()).toBe(ExitCode.OK);
  });
});

describe('tracker serve with workers', () => {
  it('leaves messages to a worker process, which lets what is under way end when it is told to stop', async () => {
    writeFileSync(join(folder, 'agent.mjs'), AGENT);
    const env = { TRACKER_JWT_SECRET: SECRET, TRACKER_STORE: join(folder, 'workers.db') };
    const serving = start(['serve', '--agent', 'triage', '--port', '0'], env);
    const options = ['--agent', 'triage', '--module', 'agent.mjs', '--drain', '0'];
    const working = start(['work', ...options], env);
    const [{ url }] = await Promise.all([ready(serving), working.says(/"ready"/)]);
    const token = await signToken(SECRET, { userId: 'ada' });
    const user = { TRACKER_TOKEN: token, TRACKER_URL: url };

    const answered = await run(['ask', 'hello'], user);
    expect(JSON.parse(answered.stdout).answer).toBe('You asked: hello');

    const stranger = await run(['ask', 'hello'], { ...user, TRACKER_TOKEN: 'dev-user-ada' });
    expect(stranger.code).toBe(ExitCode.UNMET);

    const waiting = start(['ask', 'endless', '--text'], user);
    const following = start(['tail', '--since', '0'], env);
    await following.says(/"endless"[\s\S]*"llm_interaction"/);
    following.child.kill('SIGINT');
    expect(await following.exitCode()).toBe(ExitCode.INTERRUPTED);
    working.child.kill('SIGTERM');
    expect(await working.exitCode()).toBe(ExitCode.OK);
    expect(await waiting.exitCode()).toBe(ExitCode.UNMET);
    expect(waiting.stdout).toMatch(/^cancelled ·/m);

    serving.child.kill('SIGTERM');
    expect(await serving.exitCode()).toBe(ExitCode.OK);
    for (const { stdout, stderr } of [serving, working]) {
      expect(stdout + stderr).not.toContain(SECRET);
      expect(stdout + stderr).not.toContain(token);
    }
  });
});

describe('a second signal', () => {
  it('ends a worker at once that would wait for what is under way', async () => {
    writeFileSync(join(folder, 'agent.mjs'), AGENT);
    const store = await openStore(join(folder, 'endless.db'));
    const other = new AgentExecutionTracker({ store });
    await other.createExecution(ENDLESS);
    const where = ['--store', 'endless.db', '--module', 'agent.mjs'];
    const working = start(['work', '--agent', 'triage', '--drain', '3600', ...where]);
    for await (const { phase } of other.watch({ after: 0 })) if (phase === 'llm_interaction') break;
    working.child.kill('SIGTERM');
    await working.says(/draining/, 'stderr');
    working.child.kill('SIGTERM');
    expect(await working.exitCode()).toBe(ExitCode.TERMINATED);
    await other.close();
    await store.close();
  });
});

describe('a command that does not end in order', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('is ended at once by %s', async (signal) => {
    const pipe = join(folder, `${signal}.jsonl`);
    execFileSync('mkfifo', [pipe]);
    const reading = start(['audit', pipe]);
    const writer = await open(pipe, 'w'); // waits until somebody reads
    reading.child.kill(signal);
    await reading.exitCode();
    expect(reading.child.signalCode).toBe(signal);
    await writer.close();
  });

  const NO_DATABASE = 'postgresql://nobody@127.0.0.1';
  it.each([
    ['serve', '--demo', '--port', '0'],
    ['work', '--agent', 'any', '--module', 'silent-agent.mjs'],
    ['cancel', 'e-1', '--wait'],
    ['tail'],
    ['ls'],
  ])('is ended at once by a signal while its database does not answer: %s', async (...args) => {
    writeFileSync(join(folder, 'silent-agent.mjs'), AGENT);
    const silent = createServer();
    const asked = once(silent, 'connection');
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const opening = start([...args, '--store', `${NO_DATABASE}:${port}/none`]);
    const [connection] = (await asked) as [Socket];
    opening.child.kill('SIGINT');
    await opening.exitCode();
    expect(opening.child.signalCode).toBe('SIGINT');
    connection.destroy();
    silent.close();
  });
});

describe('a pipe that is closed early', () => {
  it('ends the command without a word', async () => {
    const script = 'tracker tail --since 0 --store followed.db | head -n 1 | cut -c1-9';
    const store = await openStore(join(folder, 'followed.db'));
    const other = new AgentExecutionTracker({ store });
    // more than fits into a pipe
    const answer = 'a'.repeat(100_000);
    for (let runs = 0; runs < 10; runs++) {
      await other.run({ agentName: 'triage', userId: 'ada', threadId: 't1' }, () => answer);
    }
    await other.close();
    await store.close();
    const piped = workshop.bash(script, { cwd: folder });
    await piped.exitCode();
    expect(piped.stdout).toBe('{"cursor"\n');
    expect(piped.stderr).toBe('');
  });
});

describe('a log that nobody reads any more', () => {
  it('does not take the process down before it has drained', async () => {
    writeFileSync(join(folder, 'agent.mjs'), AGENT);
    const store = await openStore(join(folder, 'unread.db'));
    const other = new AgentExecutionTracker({ store });
    const id = await other.createExecution(ENDLESS);
    const where = ['--store', 'unread.db', '--module', 'agent.mjs'];
    const working = start(['work', '--agent', 'triage', '--drain', '0', ...where]);
    for await (const { phase } of other.watch({ after: 0 })) if (phase === 'llm_interaction') break;
    working.child.stderr?.destroy();
    working.child.kill('SIGTERM');
    expect(await working.exitCode()).toBe(ExitCode.OK);
    expect(await other.getExecutionState(id)).toBe('cancelled');
    await other.close();
    await store.close();
  });
});

describe('output that finds no room', () => {
  it('is no success', async () => {
    const full = workshop.bash('tracker completion bash > /dev/full', { cwd: folder });
    expect(await full.exitCode()).toBe(ExitCode.UNMET);
    expect(full.stderr).toMatch(/The output can't be written: .*ENOSPC/);
  });
});
