import { join } from 'node:path';
import { SourceProcess } from '@tracker/source-process';
import { RawClient } from './raw-client.fixture.js';
import { userToken } from './site.fixture.js';

const FILE = join(__dirname, 'drain-process.fixture.ts');

it('on SIGTERM sends everybody elsewhere, ends what runs, and exits with 0', async () => {
  const process = new SourceProcess(FILE);
  const url = await process.line(0);
  const ada = await RawClient.welcomed(url, userToken('ada'));
  const bob = await RawClient.welcomed(url, userToken('bob'));
  const nobody = new RawClient(url);
  await nobody.opened();
  ada.ask('quick');
  await ada.until(() => ada.of('agent_completed').length === 1);
  bob.ask('long', 'hello', { agentName: 'endless' });
  await bob.until(() => bob.agentFrames.some(({ state }) => state === 'running'));
  process.signal('SIGTERM');
  for (const client of [ada, bob, nobody]) {
    expect(await client.end()).toEqual({ code: 1012, reason: 'restarting' });
  }
  const { byState, undelivered } = JSON.parse(await process.line(1));
  expect(byState).toMatchObject({ completed: 1, cancelled: 1, running: 0, pending: 0 });
  expect(undelivered).toBe(2);
  expect(await process.exitCode()).toBe(0);
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
}, 60_000);

it('exits at once on a second signal', async () => {
  const process = new SourceProcess(FILE, 'stuck');
  const client = await RawClient.welcomed(await process.line(0), userToken('ada'));
  process.signal('SIGTERM');
  expect(await client.end()).toMatchObject({ code: 1012 });
  process.signal('SIGTERM');
  expect(await process.exitCode()).toBe(1);
}, 60_000);
