import { AgentExecutionTracker } from '@tracker/core';
import { openStore } from '@tracker/stores';
import type { Finding } from './finding.js';
import { ExitCode } from './index.js';
import { tracker } from './terminal.fixture.js';

jest.setTimeout(60_000);

/** The server that the test run has started. */
const address = String(process.env['TRACKER_TEST_POSTGRES']);

const run = (...args: string[]) => tracker(args, { env: { TRACKER_STORE: address } });
const json = async (...args: string[]) => JSON.parse((await run(...args)).stdout);

describe('the commands over PostgreSQL', () => {
  let executionId: string;

  beforeAll(async () => {
    expect(await json('migrate')).toMatchObject({ from: 0, changed: true });
    const store = await openStore(address);
    const other = new AgentExecutionTracker({ store });
    const request = { agentName: 'triage', userId: 'ada', threadId: 't1' };
    ({ executionId } = await other.run(request, () => 'It is the blue one.'));
    await other.close();
    await store.close();
  });

  it('list, show, explain, follow and audit as they do over a file', async () => {
    expect((await run('ls', '--quiet')).stdout).toBe(`${executionId}\n`);
    expect((await json('show', executionId)).execution.outcome.answer).toBe('It is the blue one.');
    expect(await json('why', executionId)).toMatchObject({ waitsFor: 'client' });
    expect(await json('tail', '--since', '0', '--limit', '1')).toMatchObject({
      executionId,
      seq: 1,
    });
    expect((await run('show', executionId, '--user', 'bob')).code).toBe(ExitCode.NOT_FOUND);
    expect(await json('audit')).toMatchObject({ certified: true, data: { executions: 1 } });
  });

  it('are told how far the clocks are apart, and show no password', async () => {
    const { healthy, findings, store } = await json('doctor');
    expect(healthy).toBe(true);
    expect(findings.map(({ check }: Finding) => check)).toEqual(
      expect.arrayContaining(['clock', 'schema']),
    );
    expect(store).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\//);
    expect(store).not.toContain('@');
  });

  it('say that a server is not there, and keep its password to themselves', async () => {
    const away = 'postgres://me:hunter2@127.0.0.1:9/none';
    const { code, stderr } = await tracker(['ls', '--store', away]);
    expect(code).toBe(ExitCode.STORE);
    expect(stderr).toMatch(/ECONNREFUSED/);
    const told = await tracker(['doctor', '--store', away]);
    expect(told.code).toBe(ExitCode.UNMET);
    expect(stderr + told.stdout + told.stderr).not.toContain('hunter2');
  });
});
