import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryStore, AgentExecutionTracker } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { TABLE_DIGEST } from '@tracker/state';
import type { StoreCondition } from '@tracker/stores';
import { checkCondition } from './check-condition.js';
import { checkExecutions } from './check-executions.js';
import { checkNode, roomFor } from './check-machine.js';
import type { Finding } from './finding.js';
import { ExitCode } from './index.js';
import { Place } from './terminal.fixture.js';

const place = new Place();
afterAll(() => place.remove());

const severities = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, severity }) => [check, severity]));

describe('tracker doctor', () => {
  it('warns that there is no store yet, which is no failure', async () => {
    const { healthy, findings } = await place.json(['doctor']);
    expect(healthy).toBe(true);
    expect(severities(findings)).toMatchObject({ node: 'ok', store: 'warn' });
  });

  it('finds all well in a store that is used as it should be', async () => {
    const id = await place.ended(() => 'fine');
    await place.with((other) => other.acknowledge(id));
    const { stdout, code } = await place.run(['doctor', '--text']);
    expect(code).toBe(ExitCode.OK);
    for (const check of [
      'node',
      'store',
      'schema',
      'table',
      'lock',
      'pending',
      'orphans',
      'delivery',
    ]) {
      expect(stdout).toMatch(new RegExp(`^ok +${check} `, 'm'));
    }
  });

  it('fails, with what to do, on a file that is no store', async () => {
    const file = join(place.folder, 'notes.txt');
    writeFileSync(file, 'these are notes, '.repeat(100));
    const { code, stdout } = await place.run(['doctor', '--store', file, '--text']);
    expect(code).toBe(ExitCode.UNMET);
    expect(stdout).toMatch(/^fail +store +.*notes\.txt.*\n +→ /m);
  });
});

describe('what is found on the machine', () => {
  it.each([
    ['v20.20.2', 'ok'],
    ['v20.19.0', 'ok'],
    ['v24.0.0', 'ok'],
    ['v20.18.9', 'fail'],
    ['v18.20.0', 'fail'],
  ])('Node %s is %s', (version, severity) => {
    expect(checkNode(version).severity).toBe(severity);
  });

  it.each([
    [0, 'fail'],
    [200_000_000, 'warn'],
    [5_000_000_000, 'ok'],
  ])('%i bytes of room are %s', (bytes, severity) => {
    expect(roomFor(bytes).severity).toBe(severity);
  });
});

const FINE: StoreCondition = {
  kind: 'sqlite',
  exists: true,
  by: 'node:sqlite',
  schemaVersion: 3,
  latestSchema: 3,
  digest: TABLE_DIGEST,
  clockAheadMs: 0,
  locked: false,
  walBytes: 0,
};

describe('what is found of a store', () => {
  it.each([
    [{ schemaVersion: 2 }, 'schema', 'warn'],
    [{ schemaVersion: 4 }, 'schema', 'fail'],
    [{ digest: 'sha256:another' }, 'table', 'fail'],
    [{ clockAheadMs: 2_500 }, 'clock', 'warn'],
    [{ clockAheadMs: -2_500 }, 'clock', 'warn'],
    [{ locked: true }, 'lock', 'warn'],
    [{ walBytes: 100_000_000 }, 'log', 'warn'],
  ])('%j is named by %s as %s, with what to do', (change, check, severity) => {
    const worst = checkCondition({ ...FINE, ...change }).filter((one) => one.severity !== 'ok');
    expect(worst).toEqual([
      { check, severity, found: expect.any(String), todo: expect.any(String) },
    ]);
  });

  it('is nothing where all is well', () => {
    expect(checkCondition(FINE).every(({ severity }) => severity === 'ok')).toBe(true);
  });
});

describe('what is found of executions', () => {
  it('is whoever waits for a worker, an end or a reader in vain', async () => {
    const clock = new ManualClock();
    const store = new MemoryStore({ clock });
    const tracker = new AgentExecutionTracker({ store, clock, sweepIntervalMs: 3_600_000 });
    const request = { agentName: 'triage', userId: 'ada', threadId: 't1' };
    await tracker.createExecution({ ...request, liveness: 'process' });
    await tracker.updateExecutionState(await tracker.createExecution(request), 'running');
    await tracker.run(request, () => 'unread');
    expect(severities(await checkExecutions(store))).toEqual({
      pending: 'ok',
      orphans: 'ok',
      delivery: 'ok',
    });
    await tracker.close(); // nobody watches any more
    await clock.advance(7_200_000);
    expect(severities(await checkExecutions(store))).toMatchObject({
      pending: 'warn',
      orphans: 'warn',
    });
    const watcher = new AgentExecutionTracker({ store, clock });
    await watcher.sweep();
    await watcher.close();
    expect(severities(await checkExecutions(store))).toEqual({
      pending: 'ok',
      orphans: 'ok',
      delivery: 'warn',
    });
  });
});
