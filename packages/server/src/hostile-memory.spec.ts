import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RawClient } from './raw-client.fixture.js';
import { signToken } from './sign-token.js';
import { openSite, userToken, type Site } from './site.fixture.js';

/** `TRACKER_HOSTILE_ROUNDS=2000 npx jest hostile-memory` is the long one. */
const ROUNDS = Number(process.env['TRACKER_HOSTILE_ROUNDS'] ?? 150);

/** What may differ between two looks although nothing is kept. */
const NOISE_BYTES = 4_000_000;

const MAX_FRAME_BYTES = 4_096;

let site: Site;
beforeAll(async () => {
  site = await openSite({ maxFrameBytes: MAX_FRAME_BYTES, ratePerSecond: 0.01, rateBurst: 20 });
});
afterAll(() => site.close());

/** The heap in use after everything that nobody holds is gone. */
async function heapBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let pass = 0; pass < 3; pass++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

async function floods(userId: string): Promise<void> {
  const client = await RawClient.welcomed(site.url, userToken(userId));
  for (let count = 0; count < 200; count++) client.send({ type: 'ping' });
  await client.end();
}

async function sendsTooMuch(userId: string): Promise<void> {
  const client = await RawClient.welcomed(site.url, userToken(userId));
  client.ask('large', 'x'.repeat(2 * MAX_FRAME_BYTES));
  await client.end();
}

async function sendsGarbage(userId: string): Promise<void> {
  const client = await RawClient.welcomed(site.url, userToken(userId));
  client.socket.send(`{"${'['.repeat(1_000)}`);
  await client.until(() => client.of('refused').length > 0);
  client.socket.terminate();
  await client.end();
}

async function forges(userId: string): Promise<void> {
  const client = new RawClient(site.url);
  await client.opened();
  client.authenticate(await signToken('not the secret of this server, but as long', { userId }));
  await client.end();
}

const attack = (round: number): Promise<unknown> =>
  Promise.all([floods, sendsTooMuch, sendsGarbage, forges].map((one) => one(`mallory-${round}`)));

it(`leaves nothing behind after ${ROUNDS} rounds of attacks, and nobody who was there notices`, async () => {
  const bystander = await RawClient.welcomed(site.url, userToken('bystander'));
  for (let round = 0; round < 50; round++) await attack(round); // until everything is compiled and warm
  const before = await heapBytes();
  for (let round = 0; round < ROUNDS; round++) await attack(50 + round);
  const after = await heapBytes();
  expect(after - before).toBeLessThan(NOISE_BYTES);
  bystander.ask('still-there');
  await bystander.until(() => bystander.of('agent_completed').length === 1);
  expect(site.sockets.size).toBe(1);
  bystander.socket.close();
}, 120_000);
