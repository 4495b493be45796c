import { EXECUTION_STATES, TERMINAL_STATES } from '@tracker/state';
import { BuiltApp } from './built-app.fixture.js';
import { openShowroom, type Showroom } from './showroom.js';

jest.setTimeout(60_000);

let app: BuiltApp;
let showroom: Showroom;
beforeAll(async () => {
  app = new BuiltApp();
  showroom = await openShowroom({ port: 0, seed: 1, pastMinutes: 30, folder: app.folder });
});
afterAll(async () => {
  await showroom.close();
  app.remove();
});

it('has a past in which everything has happened that can', async () => {
  const { byState, undelivered, overdue } = await showroom.tracker.metrics();
  for (const state of TERMINAL_STATES) expect([state, byState[state]]).not.toEqual([state, 0]);
  expect(undelivered).toBeGreaterThan(0);
  expect(overdue).toBeGreaterThan(0);
});

it('goes on living', async () => {
  for await (const { event } of showroom.tracker.watch()) {
    if (event.type !== 'created') continue;
    expect(EXECUTION_STATES).toContain(await showroom.tracker.getExecutionState(event.executionId));
    break;
  }
});

it('shows the dashboard to whoever has its token', async () => {
  expect((await fetch(showroom.dashboardUrl)).status).toBe(200);
  const metrics = new URL('../v1/metrics', showroom.dashboardUrl);
  const ask = async (token: string) =>
    (await fetch(metrics, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await ask(await showroom.token('root'))).toBe(200);
  expect(await ask('dev-operator-root')).toBe(401);
});

it('plays the same past for the same seed', async () => {
  const play = async (seed: number) => {
    const one = await openShowroom({ port: 0, seed, pastMinutes: 5, folder: app.folder });
    const { byState } = await one.tracker.metrics();
    await one.close();
    return TERMINAL_STATES.map((state) => byState[state]);
  };
  expect(await play(7)).toEqual(await play(7));
});
